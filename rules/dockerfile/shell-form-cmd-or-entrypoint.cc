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
  return last.depth == 0 && has_exec(last) && last.pipeline_length == 1 && !last.in_substitution && !last.conditional;
}

void check(const Instruction& instruction, bool has_entrypoint, Context& ctx) {
  const CommandLine& line = *command_line_of(instruction);
  if (line.exec_form || line.text.empty() || ends_with_exec(instruction)) return;
  if (!ctx[all_stages] && !shipped(instruction)) return;
  const Stage* stage = instruction.stage;
  if (stage && (stage->windows || (ctx[respect_shell] && stage->shell.set_by))) return;
  Report report = ctx.report(instruction.arguments_span(),
                             "{} in shell form makes a shell process 1, so the program gets no signals",
                             name_of(instruction.keyword));
  if (const auto array = exec_form(instruction)) {
    // Scripts may lack the #! that only a shell can do without, and CMD becomes arguments of an ENTRYPOINT.
    const bool safe = !has_entrypoint && line.text.find('/') == line.text.npos;
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
    .check =
        [](const File& file, Context& ctx) {
          for_each_with_entrypoint(file, [&](const Instruction& instruction, const Instruction* entrypoint) {
            if (instruction.keyword == Keyword::cmd || instruction.keyword == Keyword::entrypoint)
              check(instruction, entrypoint != nullptr, ctx);
          });
        },
};

}  // namespace plimsoll::dockerfile
