#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/copied_files.h"

namespace plimsoll::dockerfile {
namespace {

bool is_for_developing(const Instruction& at) {
  return at.stage &&
         (at.stage->name.find("dev") != std::string::npos || at.stage->name.find("debug") != std::string::npos);
}

}  // namespace

extern constinit const Rule npm_install_instead_of_ci = {
    .severity = Severity::warning,
    .group = Group::reproducibility,
    .programs = {"npm"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const shell::Command& command = *install.command;
          const Instruction& at = *command.script->instruction;
          const std::string_view subcommand = ctx.source().text(install.subcommand);
          if (at.keyword != Keyword::run || !install.project || subcommand.find('c') != subcommand.npos) return;
          if (command.has_flag({"-g", "--global", "--package-lock-only", "--no-package-lock", "--location"})) return;
          if (is_for_developing(at) || !may_have(at, {"package.json", "package-lock.json"})) return;
          if (!may_have(at, {"package-lock.json", "npm-shrinkwrap.json"})) {
            ctx.report(install.subcommand, "no lock file is copied, so each build may install other versions")
                .severity(Severity::info);
            return;
          }
          auto report =
              ctx.report(install.subcommand,
                         "'npm {}' may install other versions than a lock file says; 'npm ci' keeps to it", subcommand);
          const bool has_test =
              subcommand.find('t', 2) != subcommand.npos && subcommand.find("test") != subcommand.npos;
          if (command.script->exec_form || has_test) return;
          if (!command.has_flag(
                  {"--save", "--no-save", "--save-dev", "--save-exact", "--force", "-f", "-S", "-D", "-E"}))
            report.suggest("use npm ci", replace(install.subcommand, "ci"));
        },
};

}  // namespace plimsoll::dockerfile
