#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

extern constinit const Rule scratch_without_command = {
    .severity = Severity::info,
    .group = Group::correctness,
    .profile = Profile::all,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || !stage.from || !stage.from->image || !stage.root->scratch) return;
          if (stage.last(Keyword::cmd) || stage.last(Keyword::entrypoint)) return;
          ctx.report(stage.from->image->span, "the image has neither ENTRYPOINT nor CMD, and scratch brings none");
        },
};

}  // namespace plimsoll::dockerfile
