#include <algorithm>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/copied_script.h"
#include "dockerfile/exec_form.h"

namespace plimsoll::dockerfile {
namespace {

// Some chmod of the image may be for that file: by its name, a pattern, or a folder above it.
bool may_be_made_executable(const Stage& stage, std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  bool made = false;
  for (const Stage* each : chain_of(stage)) {
    for_each_command(*each, [&](const shell::Command& command) {
      if (command.base != "chmod" && command.base != "install") return;
      made |= std::any_of(command.arguments.begin(), command.arguments.end(), [&](const shell::Word& word) {
        return !word.literal || word.text.find(name) != std::string::npos || path.starts_with(word.text) ||
               word.text == ".";
      });
    });
  }
  return made;
}

}  // namespace

extern constinit const Rule entrypoint_script_not_executable = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Stage& stage, Context& ctx) {
          const Instruction* start = stage.final && !stage.windows ? start_in_exec_form(stage) : nullptr;
          if (!start) return;
          const MappedText& program = command_line_of(*start)->exec[0];
          const auto script = copied_script(stage, program.text());
          if (!script) return;
          const Span place = program.span(0, program.text().size());
          const std::string_view body = ctx.source().text(script->heredoc->body);
          const bool mode = script->copy->flag("chmod") || may_be_made_executable(stage, script->path);
          if (!mode) {
            const Instruction& copy = *script->copy;
            ctx.report(place, "'{}' is copied without the right to execute it, so the container does not start",
                       program.text())
                .note(script->heredoc->marker.span, "written here")
                .fix("add --chmod=0755", insert_after(copy.name.span, " --chmod=0755"));
          } else if (body.substr(std::min(body.find_first_not_of('\t'), body.size())).substr(0, 2) != "#!") {
            ctx.report(place, "'{}' has no '#!' line, so the kernel cannot start it", program.text())
                .note(script->heredoc->marker.span, "written here");
          }
        },
};

}  // namespace plimsoll::dockerfile
