#include "context.h"
#include "dockerfile/stage_names.h"

namespace plimsoll::dockerfile {

extern constinit const Rule untagged_base_image = {
    .severity = Severity::warning,
    .group = Group::reproducibility,
    .aliases = {"hadolint:DL3006", "trivy:DS-0001", "trivy:AVD-DS-0001", "trivy:DS001", "trivy:use-specific-tags",
                "trivy:docker-use-specific-tags", "checkov:CKV_DOCKER_7", "kics:Image Version Not Explicit",
                "kics:9efb0b2d-89c9-41a3-91ca-dcc0aec911fd", "semgrep:missing-image-version", "sonar:S6596",
                "dockle:DKL-DI-0006", "dockerfilelint:missing_tag", "dockerlinter:EF0004", "dockerfile_lint:no_tag",
                "terrascan:AC_DOCKER_0041"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.from || !stage.from->image || !stage.external()) return;
          const ImageRef& image = stage.image;
          if (image.tag || image.digest || image.repository.empty()) return;
          // A variable behind the last "/" may bring the tag with it; one in front of a literal name does not.
          const std::string_view last = image.repository.substr(image.repository.rfind('/') + 1);
          if (last.empty()) return;
          if (!stage.image_known && (last.find('$') == 0 || may_be_from_stage(stage))) return;
          ctx.report(stage.from->image->span, "image '{}' has no tag, so two builds may start from different systems",
                     stage.image_text.value);
        },
};

}  // namespace plimsoll::dockerfile
