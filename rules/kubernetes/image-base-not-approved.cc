#include "built_containers.h"
#include "context.h"
#include "image_policy.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> bases{"bases", "registries, repositories and images that images may be built on", {}};

}  // namespace

extern constinit const Rule image_base_not_approved = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:allowed-base-images", "kyverno:require-base-image"},
    .options = {&bases},
    .check =
        [](const Project& project, Context& ctx) {
          const Names approved = ctx[bases];
          if (approved.empty()) return;
          for (const auto& built : built_containers(project)) {
            const dockerfile::ImageSummary& image = *built.image;
            if (image.base.empty() || is_allowed_image(image.base, approved, "glob")) continue;
            ctx.report(project.at(*built.object, built.container->image_place),
                       "the image of '{}' is built on '{}', which is not on the list of approved ones",
                       built.container->name, image.base)
                .note(project.at(image, image.base_place), "here");
          }
        },
};

}  // namespace plimsoll::kubernetes
