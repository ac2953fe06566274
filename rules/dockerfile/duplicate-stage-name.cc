#include <map>

#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

extern constinit const Rule duplicate_stage_name = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL3024", "buildkit:DuplicateStageName", "trivy:DS-0012", "trivy:AVD-DS-0012", "trivy:DS012",
                "trivy:no-duplicate-alias", "trivy:docker-no-duplicate-alias", "checkov:CKV_DOCKER_11",
                "kics:Same Alias In Different Froms", "kics:f2daed12-c802-49cd-afed-fe41d0b82fed",
                "semgrep:alias-must-be-unique", "dockerlinter:EF0002", "dockerfile-ls:DUPLICATE_BUILD_STAGE_NAME"},
    .check =
        [](const File& file, Context& ctx) {
          std::map<std::string_view, const Stage*> first;
          for (const auto& stage : file.model->stages()) {
            if (stage->name.empty()) continue;
            const auto [earlier, added] = first.emplace(stage->name, stage.get());
            if (added) continue;
            ctx.report(stage->from->stage_name->span, "a stage above is called '{}' too, and names mean the last one",
                       stage->name)
                .note(earlier->second->from->stage_name->span, "the first one");
          }
        },
};

}  // namespace plimsoll::dockerfile
