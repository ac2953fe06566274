#include "context.h"
#include "dockerfile/predefined.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

std::string_view address_in(std::string_view text) {
  const size_t at = text.find("http");
  if (at == text.npos || (at > 0 && text[at - 1] == '+')) return {};
  const std::string_view url = text.substr(at);
  return url.starts_with("http://") || url.starts_with("https://") ? url : std::string_view();
}

bool ends_path(std::string_view url, std::initializer_list<std::string_view> ends) {
  const std::string path = lower(url.substr(0, url.find_first_of("?#")));
  for (std::string_view end : ends) {
    if (path.ends_with(end)) return true;
  }
  return false;
}

void report_rpm(const shell::Word& word, std::string_view url, Context& ctx) {
  const std::string_view path = url.substr(0, url.find_first_of("?#"));
  const std::string_view file = path.substr(path.rfind('/') + 1);
  // Such a package brings the list of a repository and the key for what comes from there.
  const bool release = file.find("release") != file.npos && url.starts_with("https://");
  ctx.report(word.span, "'{}' is installed whoever signed it; import the key and check the package first", file)
      .severity(release ? Severity::info : Severity::warning);
}

}  // namespace

extern constinit const Rule repo_rpm_from_url = {
    .severity = Severity::warning,
    .group = Group::supply_chain,
    .replaces = {"plaintext-download"},
    .programs = {"rpm", "yum", "dnf", "dnf5", "microdnf", "tdnf", "zypper", "apk", "pip", "npm", "yarn", "pnpm"},
    .check = {[](const shell::Command& command, Context& ctx) {
                if (command.base != "rpm" || !command.has_flag({"-i", "-U", "-F", "--install", "--upgrade"}) ||
                    command.has_flag({"-q", "-K"}))
                  return;
                for (const shell::Word* word : command.operands()) {
                  const std::string_view url = address_in(word->text);
                  if (!url.empty()) report_rpm(*word, url, ctx);
                }
              },
              [](const shell::Install& install, Context& ctx) {
                const std::string_view manager = install.manager;
                for (const shell::Package& package : install.packages) {
                  const std::string_view url = address_in(package.word->text);
                  if (url.empty()) continue;
                  if (manager == "pip") {
                    const bool archive = ends_path(url, {".whl", ".tar.gz", ".zip", ".tgz", ".tar.bz2"});
                    if (!archive || url.find("#sha") != url.npos || url.find("&sha") != url.npos ||
                        install.command->has_flag({"--require-hashes"}))
                      continue;
                    ctx.report(package.span, "pip takes whatever the URL sends; '#sha256=…' tells it what to expect");
                  } else if (manager == "npm" || manager == "yarn" || manager == "pnpm") {
                    if (!ends_path(url, {".tgz", ".tar.gz"})) continue;
                    ctx.report(package.span, "'{}' installs whatever the URL sends, unchecked", manager);
                  } else if (manager == "apk") {
                    if (!install.command->has_flag({"--allow-untrusted"})) continue;
                    ctx.report(package.span, "'apk' installs whatever the URL sends, unchecked");
                  } else if (ends_path(url, {".rpm"})) {
                    report_rpm(*package.word, url, ctx);
                  }
                }
              }},
};

}  // namespace plimsoll::dockerfile
