#include "context.h"
#include "dockerfile/predefined.h"
#include "dockerfile/stage_cycles.h"

namespace plimsoll::dockerfile {
namespace {

// The names by which the file speaks of the stage, each in small letters.
std::vector<Edit> lower_cased(const Stage& stage) {
  std::vector<Edit> edits;
  const auto add = [&](const Word& word) {
    if (lower(word.text) == stage.name && word.text != stage.name) edits.push_back(replace(word.span, stage.name));
  };
  add(*stage.from->stage_name);
  for (const auto& other : stage.from->model->stages()) {
    if (other->parent == &stage) add(*other->from->image);
    for (const Instruction* instruction : other->instructions) {
      for (const StageUse& use : stage_uses(*instruction)) {
        if (use.reference.stage == &stage) add(use.word);
      }
    }
  }
  return edits;
}

}  // namespace

extern constinit const Rule stage_name_casing = {
    .severity = Severity::info,
    .group = Group::style,
    .aliases = {"buildkit:StageNameCasing"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.from || !stage.from->stage_name || stage.from->stage_name->text == stage.name) return;
          const Word& name = *stage.from->stage_name;
          auto report =
              ctx.report(name.span, "stage '{}' has capitals, but FROM finds it in small letters only", name.text);
          if (stage.from->model->stages().size() < 100) report.fix("write it in small letters", lower_cased(stage));
        },
};

}  // namespace plimsoll::dockerfile
