#include <algorithm>

#include "context.h"
#include "dockerfile/written_text.h"

namespace plimsoll::dockerfile {
namespace {

void check(const WrittenText& written, Context& ctx) {
  const std::string_view text = written.text.text();
  if (written.file.find("apt") == std::string::npos && text.find("deb ") == text.npos) return;
  if (text.find("file:") != text.npos) return;
  for (std::string_view name : {"trusted", "allow-insecure", "allow-weak"}) {
    for (const FoundSetting& setting : settings_in(text, name)) {
      if (setting.value != "yes" && setting.value != "true" && setting.value != "1") continue;
      ctx.report(written.text.span(setting.begin, setting.end),
                 "'{}' lets anyone on the way give packages to apt; 'signed-by=' names the key",
                 text.substr(setting.begin, setting.end - setting.begin));
    }
  }
}

}  // namespace

extern constinit const Rule apt_repository_trusted_yes = {
    .severity = Severity::warning,
    .group = Group::security,
    .programs = {"echo", "printf", "tee", "cat", "sed", "perl", "add-apt-repository", "apt-add-repository"},
    .check = {[](const shell::Command& command, Context& ctx) {
                if (command.base.find("repository") != std::string::npos) check({arguments_of(command), "apt"}, ctx);
                for (const WrittenText& written : texts_written_by(command)) check(written, ctx);
              },
              [](const Copy& copy, Context& ctx) {
                for (const WrittenText& written : texts_written_by(copy)) check(written, ctx);
              }},
};

}  // namespace plimsoll::dockerfile
