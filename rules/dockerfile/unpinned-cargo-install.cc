#include "context.h"
#include "dockerfile/packages.h"
#include "shell/install.h"
#include "shell/pins.h"

namespace plimsoll::dockerfile {

extern constinit const Rule unpinned_cargo_install = {
    .severity = Severity::warning,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .programs = {"cargo", "rustup"},
    .check = {
        [](const shell::Install& install, Context& ctx) {
          const shell::Command& command = *install.command;
          const std::string_view subcommand = ctx.source().text(install.subcommand);
          if (!run_of(command) || subcommand == "add" || command.has_flag({"--path"})) return;
          const bool locked = command.has_flag({"--locked", "--frozen"}) || subcommand == "binstall";
          std::string url;
          if (const shell::Word* git = command.flag_value({"--git"}, &url)) {
            if (!command.has_flag({"--rev", "--tag"}))
              ctx.report(git->span, "the repository has no --tag or --rev, so each build may get another program");
            return;
          }
          for (const shell::Package& package : install.packages) {
            if (shell::is_open(*package.word) || package.file || package.url) continue;
            if (package.version.empty()) {
              ctx.report(package.span, "'{}' has no version, so each build may install another one", package.name);
            } else if (!locked) {
              ctx.report(package.span, "'{}' is built without --locked, so its dependencies are whatever is newest",
                         package.name)
                  .severity(Severity::info);
            }
          }
        },
        [](const shell::Command& command, Context& ctx) {
          if (!run_of(command)) return;
          if (!command.is("rustup", {"toolchain", "install"}) && !command.is("rustup", {"default"}) &&
              !command.is("rustup", {"install"}))
            return;
          const shell::Word& toolchain = *command.operands().back();
          const std::string_view channel = std::string_view(toolchain.text).substr(0, toolchain.text.find('-'));
          const bool dated = toolchain.text.find("-20") != std::string::npos;
          if (dated || (channel != "stable" && channel != "nightly" && channel != "beta")) return;
          ctx.report(toolchain.span, "toolchain '{}' is another compiler with time; name a version", toolchain.text)
              .severity(Severity::info);
        }},
};

}  // namespace plimsoll::dockerfile
