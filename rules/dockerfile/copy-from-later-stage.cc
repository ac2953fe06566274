#include "context.h"
#include "dockerfile/stage_cycles.h"

namespace plimsoll::dockerfile {
namespace {

void check(const Instruction& instruction, Context& ctx) {
  for (const StageUse& use : stage_uses(instruction)) {
    if (use.reference.kind != StageReference::Kind::later) continue;
    ctx.report(use.word.span, "stage '{}' is defined further down, and files can be taken from above only",
               use.reference.text)
        .note(use.reference.stage->from->span, "it is defined here");
  }
}

}  // namespace

extern constinit const Rule copy_from_later_stage = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL3022", "dockerlinter:EC0002", "buildkit-error:it needs to be defined before current stage"},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Run& run, Context& ctx) { check(run, ctx); }},
};

}  // namespace plimsoll::dockerfile
