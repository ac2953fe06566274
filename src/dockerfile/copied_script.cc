#include "dockerfile/copied_script.h"

#include "dockerfile/build_tools.h"
#include "dockerfile/exec_form.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {
namespace {

// Where a file stands that a path names in a working directory; empty if that is not known.
std::string absolute(const Setting& workdir, std::string_view path) {
  if (path.starts_with("./")) path.remove_prefix(2);
  if (!path.starts_with('/') && !workdir.text.known) return {};
  const Text joined = join_workdir(workdir.text, Text{.value = std::string(path), .unknown = {}}, false);
  return joined.known ? joined.value : std::string();
}

}  // namespace

std::optional<CopiedScript> copied_script(const Stage& stage, std::string_view path) {
  const std::string wanted = absolute(stage.workdir, path);
  if (wanted.empty()) return std::nullopt;
  for (const Stage* each : chain_of(stage)) {
    for (auto it = each->instructions.rbegin(); it != each->instructions.rend(); ++it) {
      const Instruction& instruction = **it;
      if (instruction.keyword != Keyword::copy && instruction.keyword != Keyword::add) continue;
      const auto& copy = static_cast<const Transfer&>(instruction);
      if (!copy.destination || copy.heredocs.empty()) continue;
      const Text destination = instruction.model->expand(copy.destination->text, instruction);
      if (!destination.known) continue;
      for (const Heredoc& heredoc : copy.heredocs) {
        std::string to = destination.value;
        if (to.ends_with('/')) to += heredoc.name;
        to = absolute(instruction.model->workdir_at(instruction), to);
        if (to == wanted) return CopiedScript{&copy, &heredoc, std::move(to)};
      }
    }
  }
  return std::nullopt;
}

const Instruction* start_in_exec_form(const Stage& stage) {
  const Instruction* start = stage.last(Keyword::entrypoint);
  if (!start) start = command_of(stage);
  const CommandLine* line = start ? command_line_of(*start) : nullptr;
  return line && line->exec_form && !line->exec.empty() ? start : nullptr;
}

}  // namespace plimsoll::dockerfile
