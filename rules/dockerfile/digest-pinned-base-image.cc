#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

extern constinit const Rule digest_pinned_base_image = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"sonar:S6497"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.from || !stage.external() || !stage.image_known || !stage.image.digest) return;
          ctx.report(stage.place_of(*stage.image.digest),
                     "a digest never changes, so security updates come only when somebody renews it");
        },
};

}  // namespace plimsoll::dockerfile
