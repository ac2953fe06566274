#include "context.h"
#include "dockerfile/exec_form.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<bool> all_stages{"all-stages", "look at stages that are not shipped, too", false};
constinit const Option<bool> respect_shell{"respect-shell-instruction",
                                           "spare stages with SHELL, where a shell was chosen on purpose", true};

// The program takes the shell's place in the end.
bool ends_with_exec(const Instruction& instruction) {
  if (instruction.scripts.size() != 1 || instruction.scripts[0]->commands.empty()) return false;
  const shell::Command& last = instruction.scripts[0]->commands.back();
  return has_exec(last) && last.pipeline_length == 1 && !last.in_substitution && !last.conditional;
}

void check(const Instruction& instruction, Context& ctx) {
  const CommandLine& line = *command_line_of(instruction);
  if (line.exec_form || line.text.empty() || ends_with_exec(instruction)) return;
  if (!ctx[all_stages] && !shipped(instruction)) return;
  const Stage* stage = instruction.stage;
  if (stage && (stage->windows || (ctx[respect_shell] && stage->last(Keyword::shell)))) return;
  const bool entrypoint = instruction.keyword == Keyword::entrypoint;
  Report report = ctx.report(instruction.arguments_span(),
                             "{} in shell form makes a shell process 1, so the program gets no signals",
                             name_of(instruction.keyword));
  if (const auto array = exec_form(instruction)) {
    // Scripts may lack the #! that only a shell can do without, and CMD becomes arguments of an ENTRYPOINT.
    const bool safe =
        !entrypoint && stage && !stage->last(Keyword::entrypoint) && line.text.find('/') == line.text.npos;
    const Edit edit = replace(instruction.arguments_span(), *array);
    safe ? report.fix("write a JSON array", edit) : report.suggest("write a JSON array", edit);
  } else if (const auto shell = exec_form_with_shell(instruction)) {
    report.suggest("let the shell make way by exec", replace(instruction.arguments_span(), *shell));
  }
}

}  // namespace

extern constinit const Rule shell_form_cmd_or_entrypoint = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"hadolint:DL3025", "buildkit:JSONArgsRecommended",
                "kics:Not Using JSON In CMD And ENTRYPOINT Arguments", "kics:b86987e1-6397-4619-81d5-8807f2387c79",
                "semgrep:prefer-json-notation", "sonar:S7019", "dockerlinter:EJ0002",
                "dockerlint:recommended_exec_form"},
    .options = {&all_stages, &respect_shell},
    .check = {[](const Cmd& cmd, Context& ctx) { check(cmd, ctx); },
              [](const Entrypoint& entrypoint, Context& ctx) { check(entrypoint, ctx); }},
};

}  // namespace plimsoll::dockerfile
