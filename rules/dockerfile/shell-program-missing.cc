#include <algorithm>

#include "context.h"
#include "dockerfile/base_programs.h"
#include "dockerfile/exec_form.h"

namespace plimsoll::dockerfile {
namespace {

Fact shell_called(std::string_view path) {
  static const Fact shells = facts::table("missing-programs")["shells"];
  return shells[path.substr(path.rfind('/') + 1)];
}

void report(const Instruction& at, Span span, std::string_view program, const Instruction* before, Context& ctx) {
  if (!at.stage || at.trigger_of || !lacks_program(*at.stage, shell_called(program), before)) return;
  const size_t slash = program.rfind('/') + 1;
  ctx.report(span, "the base image has no '{}', and nothing before installs it", program.substr(slash));
}

void check_start(const Instruction& start, Context& ctx) {
  const CommandLine& line = *command_line_of(start);
  if (!line.exec_form || line.exec.empty()) return;
  const std::string_view program = line.exec[0].text();
  report(start, line.exec[0].span(0, program.size()), program, nullptr, ctx);
}

}  // namespace

extern constinit const Rule shell_program_missing = {
    .severity = Severity::error,
    .group = Group::correctness,
    .programs = {"bash", "zsh", "fish", "pwsh"},
    .check = {[](const Shell& shell, Context& ctx) {
                if (!shell.command.exec_form || shell.command.exec.empty()) return;
                const std::string_view program = shell.command.exec[0].text();
                report(shell, shell.command.exec[0].span(0, program.size()), program, &shell, ctx);
              },
              [](const Cmd& cmd, Context& ctx) { check_start(cmd, ctx); },
              [](const Entrypoint& entrypoint, Context& ctx) { check_start(entrypoint, ctx); },
              [](const shell::Command& command, Context& ctx) {
                const Instruction* run = command.script->instruction;
                if (!run || run->keyword != Keyword::run || command.conditional) return;
                // The same script may have installed it.
                const auto& commands = command.script->commands;
                const bool installed = std::any_of(commands.begin(), commands.end(), [&](const shell::Command& other) {
                  return other.span.begin < command.span.begin &&
                         std::any_of(other.arguments.begin(), other.arguments.end(), [&](const shell::Word& word) {
                           return !word.literal || word.text.find(command.base) != std::string::npos;
                         });
                });
                if (!installed) report(*run, command.name.span, command.base, run, ctx);
              }},
};

}  // namespace plimsoll::dockerfile
