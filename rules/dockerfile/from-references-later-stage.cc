#include "context.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {

extern constinit const Rule from_references_later_stage = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .replaces = {"untagged-base-image"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.from || !stage.image_known || !stage.external()) return;
          if (stage.image.tag || stage.image.digest || stage.image_text.value.find('/') != std::string::npos) return;
          const Stage* later = stage.from->model->stage_named(stage.image_text.value);
          if (!later || later->index <= stage.index || is_official_image(stage.image)) return;
          ctx.report(stage.from->image->span, "stage '{}' is defined further down, so an image of that name is pulled",
                     stage.image_text.value)
              .note(later->from->stage_name->span, "it is defined here");
        },
};

}  // namespace plimsoll::dockerfile
