#include <algorithm>

#include "context.h"
#include "dockerfile/switches.h"
#include "dockerfile/written_text.h"

namespace plimsoll::dockerfile {
namespace {

Fact entry() {
  static const Fact fact = facts::table("verification-switches")["empty-password"];
  return fact;
}

void report(const std::vector<Switch>& switches, Context& ctx) {
  for (const Switch& each : switches) ctx.report(each.span, "'{}' lets everyone in without a password", each.text);
}

// "root::0:…": the second field of a line of /etc/shadow or /etc/passwd is empty.
void check_accounts(const WrittenText& written, Context& ctx) {
  if (!written.file.ends_with("/shadow") && !written.file.ends_with("/passwd")) return;
  const std::string_view text = written.text.text();
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = std::min(text.find('\n', begin), text.size());
    const std::string_view line = text.substr(begin, end - begin);
    const size_t colon = line.find(':');
    const bool name = colon != line.npos && colon > 0 && line.find_first_of(" \\[($") > colon;
    if (name && line.substr(colon + 1).starts_with(':')) {
      ctx.report(written.text.span(begin, begin + colon + 2), "account '{}' gets an empty password",
                 line.substr(0, colon));
    }
    begin = end + 1;
  }
}

}  // namespace

extern constinit const Rule empty_password = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"dockle:DKL-LI-0001"},
    .programs = {"passwd", "useradd", "usermod", "echo", "printf", "sed", "cat", "tee", "export", "="},
    .check = {[](const shell::Command& command, Context& ctx) {
                const std::string_view base = command.base;
                if (base == "passwd") {
                  if (command.has_flag({"-d", "--delete"})) {
                    ctx.report(command.span, "'passwd -d' leaves an empty password; 'passwd -l' locks the account");
                  }
                  return;
                }
                if (base == "useradd" || base == "usermod") {
                  std::string password;
                  const shell::Word* value = command.flag_value({"-p", "--password"}, &password);
                  if (value && password.empty() && value->literal) {
                    ctx.report(value->span, "the account gets an empty password; '!' locks it");
                  }
                  return;
                }
                report(switches_in(command, entry()), ctx);
                for (const WrittenText& written : texts_written_by(command)) check_accounts(written, ctx);
              },
              [](const Env& env, Context& ctx) { report(switches_in(env, entry()), ctx); },
              [](const Arg& arg, Context& ctx) { report(switches_in(arg, entry()), ctx); },
              [](const Copy& copy, Context& ctx) {
                report(switches_in(copy, entry()), ctx);
                for (const WrittenText& written : texts_written_by(copy)) check_accounts(written, ctx);
              }},
};

}  // namespace plimsoll::dockerfile
