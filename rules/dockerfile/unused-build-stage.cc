#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/stage_cycles.h"
#include "facts/facts.h"
#include "glob.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> targets{"targets", "stages that are built with --target, as patterns", {}};

// Some word of the name says what the stage is built for by itself: test, lint, dev.
bool is_target_name(std::string_view name) {
  const Fact words = facts::table("build-tools")["target-names"];
  for (size_t begin = 0; begin < name.size();) {
    const size_t end = std::min(name.find_first_of("-_.", begin), name.size());
    if (words.has(name.substr(begin, end - begin))) return true;
    begin = end + 1;
  }
  return false;
}

}  // namespace

extern constinit const Rule unused_build_stage = {
    .severity = Severity::info,
    .group = Group::correctness,
    .profile = Profile::strict,
    .options = {&targets},
    .check =
        [](const File& file, Context& ctx) {
          const auto& stages = file.model->stages();
          std::vector<bool> used(stages.size());
          for (const auto& stage : stages) {
            if (stage->parent) used[stage->parent->index] = true;
            for (const Instruction* instruction : stage->instructions) {
              for (const StageUse& use : stage_uses(*instruction)) {
                if (use.reference.stage) used[use.reference.stage->index] = true;
              }
            }
          }
          for (const auto& stage : stages) {
            if (stage->reachable || used[stage->index] || !stage->from || !stage->from->image) continue;
            if (is_target_name(stage->name) || fits_any(ctx[targets], stage->name)) continue;
            const Span place = stage->from->stage_name ? stage->from->stage_name->span : stage->from->image->span;
            ctx.report(place, "nothing uses this stage, so it is not built unless it is asked for");
          }
        },
};

}  // namespace plimsoll::dockerfile
