#include "context.h"
#include "dockerfile/platform.h"

namespace plimsoll::dockerfile {

extern constinit const Rule base_image_platform_mismatch = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .profile = Profile::strict,
    .aliases = {"buildkit:InvalidBaseImagePlatform"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.from || !stage.external() || !stage.image_known || !stage.platform.known) return;
          const auto platform = parse_platform(stage.platform.value);
          const std::string_view has = architecture_of(stage.image);
          if (!platform || platform->architecture.empty() || has.empty() || has == platform->architecture) return;
          ctx.report(stage.from->image->span, "'{}' is for {}, but the platform asked for is '{}'",
                     stage.image_text.value, has, stage.platform.value);
        },
};

}  // namespace plimsoll::dockerfile
