#include <algorithm>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

bool is_removed(const shell::Package& package, const shell::Command& by) {
  for (const shell::Command& command : by.script->commands) {
    for (const shell::Package& removed : shell::removes_of(command)) {
      if (removed.name == package.name) return true;
    }
  }
  return false;
}

}  // namespace

extern constinit const Rule sudo_installed = {
    .severity = Severity::warning,
    .group = Group::security,
    .programs = {"apt-get", "apt", "aptitude", "apk", "yum", "dnf", "dnf5", "microdnf", "tdnf", "zypper", "pacman"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const Instruction* run = install.command->script->instruction;
          if (!run || !shipped(*run) || (run->stage && is_for_building(*run->stage, ctx.source().path()))) return;
          for (const shell::Package& package : install.packages) {
            const std::string_view name = package.name;
            if (name != "sudo" && name != "sudo-rs" && name != "doas" && name != "opendoas") continue;
            if (is_removed(package, *install.command)) continue;
            ctx.report(package.span, "'{}' is a way to root in the image; USER does all that a build needs", name);
          }
        },
};

}  // namespace plimsoll::dockerfile
