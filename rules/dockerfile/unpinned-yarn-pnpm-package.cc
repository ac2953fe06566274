#include "context.h"
#include "dockerfile/copied_files.h"
#include "dockerfile/packages.h"
#include "shell/install.h"
#include "shell/pins.h"

namespace plimsoll::dockerfile {
namespace {

void judge(const shell::Command& command, const shell::Word& word, std::string_view name, Severity severity,
           Context& ctx) {
  if (shell::is_open(word) || shell::is_pinned_script_package(name)) return;
  ctx.report(word.span, "'{}' has no version, so each {} may get another one", name,
             run_of(command) ? "build" : "start of the container")
      .severity(severity);
}

}  // namespace

extern constinit const Rule unpinned_yarn_pnpm_package = {
    .severity = Severity::warning,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .programs = {"yarn", "pnpm", "bun", "npx", "pnpx", "bunx", "corepack"},
    .check = {[](const shell::Install& install, Context& ctx) {
                if (!run_of(*install.command)) return;
                for (const shell::Package& package : install.packages) {
                  if (shell::is_open(*package.word) || shell::is_pinned_script_package(package)) continue;
                  ctx.report(package.span, "'{}' has no version, so each build may install another one",
                             package.url ? "the repository" : package.word->text);
                }
              },
              [](const shell::Command& command, Context& ctx) {
                const auto operands = command.operands();
                if (operands.empty()) return;
                const std::string_view first = operands[0]->text;
                if (command.base == "corepack") {
                  if (first != "prepare" && first != "use" && first != "install") return;
                  for (size_t i = 1; i < operands.size(); ++i)
                    judge(command, *operands[i], operands[i]->text, Severity::warning, ctx);
                } else if (command.base == "yarn" || command.base == "pnpm") {
                  if (first == "dlx" && operands.size() > 1)
                    judge(command, *operands[1], operands[1]->text, Severity::warning, ctx);
                } else if (command.base != "bun") {
                  // What was copied before may bring the program, and its version with it.
                  if (command.has_flag({"--no-install", "--no", "--offline"}) ||
                      has_local_files(*command.script->instruction))
                    return;
                  std::string package;
                  if (const shell::Word* given = command.flag_value({"-p", "--package"}, &package)) {
                    judge(command, *given, package, Severity::warning, ctx);
                  } else {
                    judge(command, *operands[0], operands[0]->text, Severity::info, ctx);
                  }
                }
              }},
};

}  // namespace plimsoll::dockerfile
