#include "context.h"
#include "dockerfile/stage_cycles.h"

namespace plimsoll::dockerfile {
namespace {

void check(const Word& word, std::string_view text, Context& ctx) {
  const ImageRef image = split_image(text);
  if (!image.registry.empty() || image.repository.empty() || !image.valid()) return;
  auto report = ctx.report(word.span, "'{}' names no registry, so it depends on the builder where it comes from", text);
  if (word.text != text) return;
  const bool official = image.repository.find('/') == std::string_view::npos;
  report.fix("name Docker Hub", insert_before(word.span, official ? "docker.io/library/" : "docker.io/"));
}

void check_uses(const Instruction& instruction, Context& ctx) {
  for (const StageUse& use : stage_uses(instruction)) {
    if (use.reference.kind == StageReference::Kind::image) check(use.word, use.reference.text, ctx);
  }
}

}  // namespace

extern constinit const Rule unqualified_image_name = {
    .severity = Severity::info,
    .group = Group::supply_chain,
    .profile = Profile::all,
    .check = {[](const Stage& stage, Context& ctx) {
                if (!stage.from || !stage.from->image || !stage.external() || !stage.image_known) return;
                check(*stage.from->image, stage.image_text.value, ctx);
              },
              [](const Copy& copy, Context& ctx) { check_uses(copy, ctx); },
              [](const Run& run, Context& ctx) { check_uses(run, ctx); }},
};

}  // namespace plimsoll::dockerfile
