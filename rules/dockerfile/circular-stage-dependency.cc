#include "context.h"
#include "dockerfile/stage_cycles.h"

namespace plimsoll::dockerfile {

extern constinit const Rule circular_stage_dependency = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:circular dependency detected on stage"},
    .replaces = {"copy-from-later-stage"},
    .check =
        [](const File& file, Context& ctx) {
          for (const std::vector<StageUse>& cycle : stage_cycles(*file.model)) {
            const StageUse& first = cycle.front();
            ctx.report(first.word.span, "stage '{}' needs this stage in turn, so neither can be built first",
                       first.reference.text)
                .note(first.reference.stage->from->span, "it is defined here");
          }
        },
};

}  // namespace plimsoll::dockerfile
