#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> allow{"allow", "patterns of images that may use latest", {}};

}  // namespace

extern constinit const Rule latest_base_image = {
    .severity = Severity::warning,
    .group = Group::reproducibility,
    .aliases = {"hadolint:DL3007", "trivy:DS-0001", "trivy:AVD-DS-0001", "trivy:DS001", "trivy:use-specific-tags",
                "trivy:docker-use-specific-tags", "checkov:CKV_DOCKER_7", "kics:Image Version Using 'latest'",
                "kics:f45ea400-6bbe-4501-9fc7-1c3d75c32067", "semgrep:avoid-latest-version", "sonar:S6596",
                "dockle:DKL-DI-0006", "dockerfilelint:latest_tag", "dockerlinter:EF0003",
                "dockerfile_lint:is_latest_tag", "terrascan:AC_DOCKER_0041"},
    .options = {&allow},
    .check =
        [](const Stage& stage, Context& ctx) {
          const ImageRef& image = stage.image;
          if (!stage.from || !stage.from->image || !stage.external()) return;
          if (image.tag != "latest" || image.digest) return;
          for (std::string_view pattern : ctx[allow]) {
            if (is_named(image, pattern)) return;
          }
          ctx.report(stage.place_of(*image.tag), "'{}' is another image after each release", stage.image_text.value);
        },
};

}  // namespace plimsoll::dockerfile
