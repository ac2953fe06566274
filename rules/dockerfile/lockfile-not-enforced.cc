#include "context.h"
#include "dockerfile/copied_files.h"
#include "dockerfile/language_caches.h"
#include "dockerfile/set_variables.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

bool is_frozen(const shell::ManagerCall& call) {
  for (Fact flag : call.facts["frozen"].items()) {
    if (call.command->has_flag({flag.string()})) return true;
  }
  for (Fact variable : call.facts["frozen-env"].items()) {
    const auto value = environment_of(*call.command, variable.string());
    if (value && *value != "0" && *value != "false") return true;
  }
  return configured_before(*call.command, call.facts["frozen-settings"]);
}

// The edit that adds the flag; empty where we know none.
std::string_view flag_of(const shell::ManagerCall& call) {
  if (call.command->script->exec_form) return {};
  if (call.manager == "yarn")
    return may_have(*call.command->script->instruction, {".yarnrc.yml"}) ? "--immutable" : "--frozen-lockfile";
  return call.manager == "pnpm" || call.manager == "bun" ? "--frozen-lockfile" : "";
}

// Commands that write the lock file anew.
bool updates(const shell::ManagerCall& call) {
  const shell::Command& command = *call.command;
  if (command.has_flag({"-g", "--global", "--bundler", "--lock", "--lockfile-only"})) return false;
  const std::string_view first = call.operands.empty() ? std::string_view() : std::string_view(call.operands[0]->text);
  if (call.manager == "poetry" || call.manager == "pdm")
    return first == "update" || (first == "lock" && !command.has_flag({"--check"}));
  if (call.manager == "go") {
    if (first == "mod") return call.operands.size() > 1 && call.operands[1]->text == "tidy";
    return call.action == shell::Action::install && command.is("go", {"get"}) && command.has_flag({"-u"});
  }
  const bool manager = call.manager == "npm" || call.manager == "yarn" || call.manager == "pnpm" ||
                       call.manager == "bun" || call.manager == "bundle" || call.manager == "composer";
  return manager && call.action == shell::Action::upgrade;
}

}  // namespace

extern constinit const Rule lockfile_not_enforced = {
    .severity = Severity::warning,
    .group = Group::reproducibility,
    .programs = {"npm", "yarn", "pnpm", "bun", "bundle", "pipenv", "poetry", "pdm", "uv", "composer", "go", "cargo",
                 "dotnet", "mix"},
    .check =
        [](const shell::ManagerCall& call, Context& ctx) {
          const shell::Command& command = *call.command;
          if (command.script->instruction->keyword != Keyword::run) return;
          if (updates(call)) {
            ctx.report(
                call.subcommand == command.name.span ? command.name.span : join(command.name.span, call.subcommand),
                "'{}' writes the lock file anew, so each build may get other versions", call.manager);
            return;
          }
          const std::string_view subcommand = ctx.source().text(call.subcommand);
          if (call.manager == "npm") {
            if (call.action == shell::Action::install && command.has_flag({"--no-package-lock"}))
              ctx.report(call.subcommand,
                         "--no-package-lock ignores the lock file, so each build may get other versions");
            return;
          }
          const bool build = call.manager == "cargo" && call.action == shell::Action::none && !call.operands.empty() &&
                             (call.operands[0]->text == "build" || call.operands[0]->text == "b");
          const auto& install = call.command->install;
          const bool project = install && install->project && call.facts["frozen"].exists();
          if (!build && !project) return;
          if (subcommand == "ci" || subcommand == "fetch" || subcommand == "tool restore" ||
              subcommand == "immutable" || (call.manager == "uv" && subcommand != "sync") ||
              (call.manager == "pipenv" && subcommand == "sync"))
            return;
          if (build ? command.has_flag({"--locked", "--frozen"}) : is_frozen(call)) return;
          const bool advice = build || call.manager == "dotnet" || call.manager == "mix";
          const Span place = build ? call.operands[0]->span : call.subcommand;
          auto report = ctx.report(place, "nothing keeps {} to its lock file, so each build may get other versions",
                                   call.manager);
          if (advice) report.severity(Severity::info);
          if (const std::string_view flag = flag_of(call); !flag.empty())
            report.suggest(fmt::format("add {}", flag), insert_after(call.subcommand, fmt::format(" {}", flag)));
        },
};

}  // namespace plimsoll::dockerfile
