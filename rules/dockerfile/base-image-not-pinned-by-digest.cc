#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

extern constinit const Rule base_image_not_pinned_by_digest = {
    .severity = Severity::info,
    .group = Group::supply_chain,
    .profile = Profile::strict,
    .aliases = {"semgrep:dockerfile-source-not-pinned", "sonar:S7023"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.from || !stage.from->image || !stage.external() || !stage.image_known) return;
          if (stage.image.digest || stage.image.repository.empty()) return;
          ctx.report(stage.from->image->span, "image '{}' has no digest, so it may be another one tomorrow",
                     stage.image_text.value);
        },
};

}  // namespace plimsoll::dockerfile
