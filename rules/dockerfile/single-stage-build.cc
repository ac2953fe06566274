#include "context.h"
#include "dockerfile/build_tools.h"

namespace plimsoll::dockerfile {
namespace {

// The first command of a stage that compiles, where its RUN does not take the compiler away again.
std::optional<Build> first_build(const Stage& stage) {
  for (const Instruction* instruction : stage.instructions) {
    if (instruction->keyword != Keyword::run) continue;
    for (const shell::Script* script : instruction->scripts) {
      for (const shell::Command& command : script->commands) {
        const auto build = build_of(command);
        if (build && !tools_of(*instruction, {}, {}).removes_some) return build;
        if (build) return std::nullopt;
      }
    }
  }
  return std::nullopt;
}

}  // namespace

extern constinit const Rule single_stage_build = {
    .severity = Severity::info,
    .group = Group::image_size,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || is_for_building(stage, ctx.source().path())) return;
          const auto& stages = (stage.from ? stage.from->model : stage.instructions.front()->model)->stages();
          for (const auto& other : stages) {
            // Stages below this one only prepare it, as long as they build nothing.
            if (other.get() != &stage && (!other->shipped || first_build(*other))) return;
          }
          if (const auto build = first_build(stage)) {
            ctx.report(build->command->name.span, "'{}' builds in the stage that ships, so sources and tools ship too",
                       build->command->base);
          }
        },
};

}  // namespace plimsoll::dockerfile
