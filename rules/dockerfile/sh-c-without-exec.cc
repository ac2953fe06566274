#include <algorithm>

#include "context.h"
#include "dockerfile/exec_form.h"

namespace plimsoll::dockerfile {
namespace {

// The script ends with a program that stays: no loop, no background job, no trap around it.
const shell::Command* last_program(const Instruction& start, Span script) {
  std::vector<const shell::Command*> inside;
  for (const shell::Script* each : start.scripts) {
    for (const shell::Command& command : each->commands) {
      if (script.contains(command.span) && !command.in_substitution) inside.push_back(&command);
    }
  }
  const bool manages = std::any_of(inside.begin(), inside.end(), [](const shell::Command* command) {
    return command->base == "trap" || command->base == "wait" || command->joint == shell::Joint::background;
  });
  return inside.size() < 2 || manages ? nullptr : inside.back();
}

void check(const Instruction& start, Context& ctx) {
  const CommandLine& line = *command_line_of(start);
  const size_t at = line.exec_form ? shell_script(line) : 0;
  if (at == 0 || !shipped(start) || (start.stage && start.stage->windows)) return;
  const MappedText& text = line.exec[at];
  const Span span = text.span(0, text.text().size());
  const shell::Command* last = last_program(start, span);
  if (!last || has_exec(*last) || last->base.empty() || last->conditional) return;
  const bool list = last->joint == shell::Joint::and_then || last->joint == shell::Joint::sequence;
  const bool simple = last->pipeline_length == 1 && last->redirects.empty();
  if (!list || !simple) return;
  constexpr std::string_view brief[] = {"echo", "true", "exit", "cd", "sleep",  "tail",
                                        "test", "[",    ":",    "fi", "source", "."};
  if (std::find(std::begin(brief), std::end(brief), last->base) != std::end(brief)) return;
  Report report =
      ctx.report(last->name.span, "without exec the shell stays process 1, and '{}' gets no signals", last->base);
  if (last->wrappers.empty() && last->assignments.empty())
    report.suggest("insert exec", insert_before(last->name.span, "exec "));
}

}  // namespace

extern constinit const Rule sh_c_without_exec = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check = {[](const Cmd& cmd, Context& ctx) { check(cmd, ctx); },
              [](const Entrypoint& entrypoint, Context& ctx) { check(entrypoint, ctx); }},
};

}  // namespace plimsoll::dockerfile
