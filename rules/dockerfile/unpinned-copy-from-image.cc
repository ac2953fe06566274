#include "context.h"
#include "dockerfile/stage_cycles.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

void check(const Instruction& instruction, Context& ctx) {
  for (const StageUse& use : stage_uses(instruction)) {
    const std::string& text = use.reference.text;
    if (use.reference.kind != StageReference::Kind::image || text.empty()) continue;
    const ImageRef image = split_image(text);
    if (image.digest || !image.valid() || (image.tag && image.tag != "latest")) continue;
    // Another name alone is more likely a stage that is missing, or a context that is given to the builder.
    if (!image.tag && text.find('/') == std::string::npos && !is_official_image(image)) continue;
    ctx.report(use.word.span, "image '{}' is another one after each release; name a version", text);
  }
}

}  // namespace

extern constinit const Rule unpinned_copy_from_image = {
    .severity = Severity::warning,
    .group = Group::reproducibility,
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Run& run, Context& ctx) { check(run, ctx); }},
};

}  // namespace plimsoll::dockerfile
