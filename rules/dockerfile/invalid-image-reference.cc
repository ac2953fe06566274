#include "context.h"
#include "dockerfile/stage_cycles.h"

namespace plimsoll::dockerfile {
namespace {

bool has_capital(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
}

std::string_view problem(const ImageRef& image) {
  if (has_capital(image.repository)) return "the name has to be in lower case";
  if (!ImageRef{image.registry, image.repository, {}, {}}.valid()) return "the name has forbidden characters";
  if (image.digest && !ImageRef{image.registry, image.repository, {}, image.digest}.valid()) {
    return "the digest is not sha256: with 64 hexadecimal digits";
  }
  return "the tag is too long or has forbidden characters";
}

Span place_of_problem(const Stage& stage) {
  const ImageRef& image = stage.image;
  if (!ImageRef{image.registry, image.repository, {}, {}}.valid()) return stage.from->image->span;
  const std::string_view part =
      image.tag && !ImageRef{{}, "x", image.tag, {}}.valid() ? *image.tag : image.digest.value_or("");
  return part.empty() ? stage.from->image->span : stage.place_of(part);
}

void check_uses(const Instruction& instruction, Context& ctx) {
  for (const StageUse& use : stage_uses(instruction)) {
    const ImageRef image = split_image(use.reference.text);
    if (use.reference.kind != StageReference::Kind::image || use.reference.text.empty() || image.valid()) continue;
    ctx.report(use.word.span, "'{}' is neither a stage nor a valid image reference: {}", use.reference.text,
               problem(image));
  }
}

}  // namespace

extern constinit const Rule invalid_image_reference = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:failed to parse stage name", "dockerfile-ls:INVALID_REFERENCE_FORMAT",
                "dockerlint:no_empty_tag", "dockerlint:no_empty_digest"},
    .check = {[](const Stage& stage, Context& ctx) {
                if (!stage.from || !stage.image_known || stage.scratch) return;
                const Word& word = *stage.from->image;
                const std::string& text = stage.image_text.value;
                if (stage.parent) {
                  if (text == stage.parent->name) return;
                  ctx.report(word.span, "FROM finds a stage by its name in lower case only, and '{}' is no image", text)
                      .fix("write the name in lower case", replace(word.span, stage.parent->name));
                } else if (stage.image.tag == "") {
                  ctx.report(word.span, "image '{}' ends in a ':' without a tag", text);
                } else if (text.empty() ? word.text.find('$') == word.text.npos : !stage.image.valid()) {
                  ctx.report(place_of_problem(stage), "'{}' is no valid image reference: {}", text,
                             problem(stage.image));
                }
              },
              [](const Copy& copy, Context& ctx) { check_uses(copy, ctx); },
              [](const Run& run, Context& ctx) { check_uses(run, ctx); }},
};

}  // namespace plimsoll::dockerfile
