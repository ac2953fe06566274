#include "context.h"
#include "dockerfile/exec_form.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

std::string_view file_name(std::string_view path) { return path.substr(path.find_last_of("/\\") + 1); }

bool passes_arguments(const CommandLine& entrypoint) {
  static const Fact known = facts::table("container-runtime")["passes-arguments"];
  for (const MappedText& word : entrypoint.exec) {
    const std::string_view name = file_name(word.text());
    if (known.has(name) || name.find("entrypoint") != name.npos) return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule entrypoint_repeated_in_cmd = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final) return;
          const Instruction* entrypoint = stage.last(Keyword::entrypoint);
          const Cmd* cmd = command_of(stage);
          if (!entrypoint || !cmd || cmd->command.exec.empty()) return;
          const CommandLine& start = *command_line_of(*entrypoint);
          if (!start.exec_form || start.exec.empty() || passes_arguments(start)) return;
          const std::string_view last = start.exec.back().text();
          const std::string_view first = cmd->command.exec[0].text();
          if (last.empty() || last.starts_with('-') || (first != last && first != file_name(last))) return;
          ctx.report(cmd->command.exec[0].span(0, first.size()),
                     "ENTRYPOINT starts '{}' already, so it gets its own name as an argument", first)
              .note(start.exec.back().span(0, last.size()), "started here");
        },
};

}  // namespace plimsoll::dockerfile
