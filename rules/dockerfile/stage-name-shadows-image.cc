#include <map>

#include "context.h"
#include "dockerfile/model.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {

extern constinit const Rule stage_name_shadows_image = {
    .severity = Severity::info,
    .group = Group::correctness,
    .profile = Profile::strict,
    .check =
        [](const File& file, Context& ctx) {
          std::map<std::string_view, const Stage*> images;
          for (const auto& stage : file.model->stages()) {
            if (!stage->external() || !stage->image_known || stage->image.repository.empty()) continue;
            const bool on_hub = stage->image.registry.empty();
            if (on_hub) images.emplace(stage->image.repository, stage.get());
          }
          for (const auto& stage : file.model->stages()) {
            if (stage->name.empty()) continue;
            const auto same = images.find(stage->name);
            if (same == images.end() && !is_official_image(split_image(stage->name))) continue;
            auto report = ctx.report(stage->from->stage_name->span,
                                     "'{}' is the name of an image, which is out of reach below this stage",
                                     stage->from->stage_name->text);
            if (same != images.end()) report.note(same->second->from->image->span, "this is the image");
          }
        },
};

}  // namespace plimsoll::dockerfile
