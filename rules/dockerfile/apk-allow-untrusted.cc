#include <algorithm>

#include "context.h"
#include "dockerfile/switches.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

bool only_own_files(const shell::Command& command) {
  const auto& install = command.install;
  if (!install || install->packages.empty()) return false;
  return std::all_of(install->packages.begin(), install->packages.end(), [](const shell::Package& package) {
    return !package.url && package.name.find("://") == std::string::npos && package.name.ends_with(".apk");
  });
}

}  // namespace

extern constinit const Rule apk_allow_untrusted = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"checkov:CKV2_DOCKER_7", "cis-docker:4.11"},
    .programs = {"apk"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          static const Fact flags = facts::table("verification-switches")["apk-allow-untrusted"]["flags"]["apk"];
          for (const Switch& each : flags_in(command, flags)) {
            ctx.report(each.span, "'{}' makes apk install packages that nobody signed", each.text)
                .severity(only_own_files(command) ? Severity::info : Severity::warning);
          }
        },
};

}  // namespace plimsoll::dockerfile
