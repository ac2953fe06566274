#include "context.h"
#include "dockerfile/model.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<bool> spare_artifacts{
    "exempt-artifact-images", "spare images on scratch that start nothing, for they only carry files", false};

}  // namespace

extern constinit const Rule missing_healthcheck = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"hadolint:DL3057", "trivy:DS-0026", "trivy:AVD-DS-0026", "trivy:DS026", "trivy:no-healthcheck",
                "trivy:docker-no-healthcheck", "checkov:CKV_DOCKER_2", "kics:Healthcheck Instruction Missing",
                "kics:b03a748a-542d-44f4-bb86-9199ab4fd2d5", "dockle:CIS-DI-0006", "cis-docker:4.6",
                "terrascan:AC_DOCKER_0047"},
    .options = {&spare_artifacts},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || stage.last(Keyword::healthcheck)) return;
          if (has_healthcheck(stage.root->image)) return;
          const bool artifact = stage.root->scratch && !stage.last(Keyword::cmd) && !stage.last(Keyword::entrypoint);
          if (artifact && ctx[spare_artifacts]) return;
          const Instruction& first = stage.from ? *stage.from : *stage.instructions.front();
          const Span place = stage.from && stage.from->image ? stage.from->image->span : first.name.span;
          ctx.report(place, "no HEALTHCHECK, so Docker takes a container that hangs for a healthy one");
        },
};

}  // namespace plimsoll::dockerfile
