#include <string>

#include "context.h"
#include "dockerfile/secret_places.h"
#include "dockerfile/transfers.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<bool> after_absolute{"allow-after-absolute", "say nothing of those behind an absolute one",
                                            false};
constinit const Option<bool> every{"strict", "report every relative path alike", false};

bool is_absolute(std::string_view path) {
  const bool drive = path.size() > 1 && path[1] == ':' && ((path[0] | 0x20) >= 'a' && (path[0] | 0x20) <= 'z');
  return path.starts_with('/') || path.starts_with('\\') || drive;
}

}  // namespace

extern constinit const Rule relative_workdir = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"hadolint:DL3000", "buildkit:WorkdirRelativePath", "trivy:DS-0009", "trivy:AVD-DS-0009", "trivy:DS009",
                "trivy:user-absolute-workdir", "trivy:docker-user-absolute-workdir", "checkov:CKV_DOCKER_10",
                "kics:WORKDIR Path Not Absolute", "kics:6b376af8-cfe8-49ab-a08d-f32de23661a4",
                "semgrep:use-absolute-workdir", "sonar:S7021", "dockerlinter:EW0001", "dockerlint:absolute_workdir",
                "dockerfile-ls:WORKDIR_IS_NOT_ABSOLUTE", "terrascan:AC_DOCKER_0013"},
    .options = {&after_absolute, &every},
    .check =
        [](const Workdir& workdir, Context& ctx) {
          if (!workdir.path || !workdir.model) return;
          std::string value = workdir.model->expand(workdir.path->text, workdir).value;
          if (!workdir.path->text.starts_with('$') && value.empty()) return;
          if (is_absolute(unquoted(workdir.path->text)) || is_absolute(value) || value.empty() ||
              value.starts_with("${"))
            return;
          const Setting& before = workdir.model->workdir_at(workdir);
          const bool scratch = workdir.stage && workdir.stage->root->scratch;
          const std::string_view written = unquoted(workdir.path->text);
          if (!before.set_by) {
            const bool base_has_one = workdir.stage && workdir.stage->from && base_has_workdir(*workdir.stage->root);
            Report report =
                ctx.report(workdir.path->span, "'{}' starts from whatever working directory the base image has", value);
            if (base_has_one) report.severity(Severity::info);
            if (scratch && !written.starts_with('.') && !written.starts_with('$') && written == workdir.path->text) {
              report.fix("add the slash", insert_before(workdir.path->span, "/"));
            }
          } else if (ctx[every]) {
            ctx.report(workdir.path->span, "'{}' is relative to the WORKDIR before it", value);
          } else if (!ctx[after_absolute] && before.set_by->stage == workdir.stage && is_absolute(before.text.value) &&
                     !scratch) {
            ctx.report(workdir.path->span, "'{}' is relative to the WORKDIR before it", value).severity(Severity::info);
          }
        },
};

}  // namespace plimsoll::dockerfile
