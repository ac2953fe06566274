#include "context.h"
#include "dockerfile/stage_cycles.h"

namespace plimsoll::dockerfile {
namespace {

void check(const Instruction& instruction, Context& ctx) {
  for (const StageUse& use : stage_uses(instruction)) {
    if (use.reference.kind != StageReference::Kind::self) continue;
    ctx.report(use.word.span, "'{}' is the stage that stands here, and it cannot take files from itself",
               use.reference.text);
  }
}

}  // namespace

extern constinit const Rule copy_from_own_stage = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL3023", "trivy:DS-0006", "trivy:AVD-DS-0006", "trivy:DS006",
                "trivy:no-self-referencing-copy-from", "trivy:docker-no-self-referencing-copy-from",
                "kics:COPY '--from' References Current FROM Alias", "kics:cdddb86f-95f6-4fc4-b5a1-483d9afceb2b",
                "semgrep:copy-from-own-alias", "dockerlinter:EC0001",
                "buildkit-error:circular dependency detected on stage", "dockerfile-ls:FLAG_INVALID_FROM_VALUE"},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Run& run, Context& ctx) { check(run, ctx); }},
};

}  // namespace plimsoll::dockerfile
