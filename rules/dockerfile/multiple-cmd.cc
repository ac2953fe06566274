#include "context.h"
#include "dockerfile/exec_form.h"

namespace plimsoll::dockerfile {
namespace {

// Each of a stage's instructions of that kind but the last one, which alone counts.
void report_overridden(const Stage& stage, Keyword keyword, Context& ctx) {
  const Instruction* last = nullptr;
  for (auto at = stage.instructions.rbegin(); at != stage.instructions.rend(); ++at) {
    if ((*at)->keyword != keyword) continue;
    if (last) {
      ctx.report((*at)->span, "this {} has no effect, for a later one of the stage replaces it", name_of(keyword))
          .note(last->span, "only this one counts")
          .fix("delete it", removal_of(**at, ctx.source()));
    } else {
      last = *at;
    }
  }
}

}  // namespace

extern constinit const Rule multiple_cmd = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"hadolint:DL4003", "buildkit:MultipleInstructionsDisallowed", "trivy:DS-0016", "trivy:AVD-DS-0016",
                "trivy:DS016", "trivy:only-one-cmd", "trivy:docker-only-one-cmd",
                "kics:Multiple CMD Instructions Listed", "kics:41c195f4-fc31-4a5c-8a1b-90605538d49f",
                "semgrep:multiple-cmd-instructions", "sonar:S6589", "dockerlinter:EI0001",
                "dockerlint:multiple_entries", "dockerfile-ls:MULTIPLE_INSTRUCTIONS", "terrascan:AC_DOCKER_0053"},
    .check = [](const Stage& stage, Context& ctx) { report_overridden(stage, Keyword::cmd, ctx); },
};

extern constinit const Rule multiple_entrypoint = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"hadolint:DL4004", "buildkit:MultipleInstructionsDisallowed", "trivy:DS-0007", "trivy:AVD-DS-0007",
                "trivy:DS007", "trivy:only-one-entrypoint", "trivy:docker-only-one-entrypoint",
                "kics:Multiple ENTRYPOINT Instructions Listed", "kics:6938958b-3f1a-451c-909b-baeee14bdc97",
                "semgrep:multiple-entrypoint-instructions", "sonar:S6589", "dockerlinter:EI0001",
                "dockerlint:multiple_entries", "dockerfile-ls:MULTIPLE_INSTRUCTIONS"},
    .check = [](const Stage& stage, Context& ctx) { report_overridden(stage, Keyword::entrypoint, ctx); },
};

extern constinit const Rule multiple_healthcheck = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"datadog-iac:do_not_use_multiple_healthcheck", "datadog-iac:1c2d47bd-eec6-6485-7ed7-3d0650e960a4",
                "hadolint:DL3012", "buildkit:MultipleInstructionsDisallowed", "trivy:DS-0023", "trivy:AVD-DS-0023",
                "trivy:DS023", "trivy:only-one-healthcheck", "trivy:docker-only-one-healthcheck", "dockerlinter:EI0001",
                "dockerfile-ls:MULTIPLE_INSTRUCTIONS", "sonar:S6589"},
    .check = [](const Stage& stage, Context& ctx) { report_overridden(stage, Keyword::healthcheck, ctx); },
};

}  // namespace plimsoll::dockerfile
