#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/packages.h"
#include "shell/install.h"
#include "shell/neighbours.h"

namespace plimsoll::dockerfile {

extern constinit const Rule sudo_installed = {
    .severity = Severity::warning,
    .group = Group::security,
    .programs = {"apt-get", "apt", "aptitude", "apk", "yum", "dnf", "dnf5", "microdnf", "tdnf", "zypper", "pacman"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const Run* run = run_of(*install.command);
          if (!run || !shipped(*run) || (run->stage && is_for_building(*run->stage, ctx.source().path()))) return;
          for (const shell::Package& package : install.packages) {
            const std::string_view name = package.name;
            if (name != "sudo" && name != "sudo-rs" && name != "doas" && name != "opendoas") continue;
            if (shell::removed_behind(*install.command, package.name)) continue;
            ctx.report(package.span, "'{}' is a way to root in the image; USER does all that a build needs", name);
          }
        },
};

}  // namespace plimsoll::dockerfile
