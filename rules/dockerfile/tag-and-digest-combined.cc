#include "context.h"
#include "dockerfile/stage_cycles.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {
namespace {

void report(Span span, std::string_view tag, Context& ctx) {
  ctx.report(span, "tag '{}' means nothing next to a digest, and the two may drift apart", tag);
}

void check_uses(const Instruction& instruction, Context& ctx) {
  for (const StageUse& use : stage_uses(instruction)) {
    const ImageRef image = split_image(use.word.text);
    if (use.reference.kind != StageReference::Kind::image || !image.tag || !image.digest) continue;
    const auto begin = static_cast<size_t>(image.tag->data() - use.word.text.data());
    report(place_in(instruction, use.word, begin, image.tag->size()), *image.tag, ctx);
  }
}

}  // namespace

extern constinit const Rule tag_and_digest_combined = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::all,
    .aliases = {"sonar:S8431"},
    .check = {[](const Stage& stage, Context& ctx) {
                if (!stage.from || !stage.external() || !stage.image_known) return;
                if (!stage.image.tag || !stage.image.digest) return;
                report(stage.place_of(*stage.image.tag), *stage.image.tag, ctx);
              },
              [](const Copy& copy, Context& ctx) { check_uses(copy, ctx); },
              [](const Run& run, Context& ctx) { check_uses(run, ctx); }},
};

}  // namespace plimsoll::dockerfile
