#include "context.h"
#include "dockerfile/stage_cycles.h"
#include "image_facts.h"
#include "suggest.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> contexts{"build-contexts", "names given with --build-context", {}};

std::vector<std::string_view> names_above(const Instruction& instruction) {
  std::vector<std::string_view> names;
  for (const auto& stage : instruction.model->stages()) {
    if (stage.get() == instruction.stage || names.size() > 200) break;
    if (!stage->name.empty()) names.push_back(stage->name);
  }
  return names;
}

bool is_image(const StageUse& use) {
  return use.reference.text.find_first_of(":/@") != std::string::npos ||
         is_official_image(split_image(use.reference.text));
}

void check(const Instruction& instruction, Context& ctx) {
  using Kind = StageReference::Kind;
  for (const StageUse& use : stage_uses(instruction)) {
    const std::string& text = use.reference.text;
    if (use.reference.kind == Kind::no_such_index) {
      ctx.report(use.word.span, "there is no stage {} in this file", text).severity(Severity::error);
      continue;
    }
    const Names given = ctx[contexts];
    if (use.reference.kind != Kind::image || text.empty() || is_image(use)) continue;
    if (std::find(given.begin(), given.end(), text) != given.end()) continue;
    const std::vector<std::string_view> names = names_above(instruction);
    const auto other = closest(text, names, 2);
    if (!other) {
      ctx.report(use.word.span, "no stage above is called '{}', so it is taken for an image", text);
      continue;
    }
    auto report = ctx.report(use.word.span, "no stage above is called '{}'; did you mean '{}'?", text, *other);
    const std::string name(*other);
    if (only_neighbour(text, names) || names.size() == 1) {
      report.suggest("use " + name, replace(use.word.span, name));
    }
  }
}

}  // namespace

extern constinit const Rule copy_from_undefined_stage = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"hadolint:DL3022", "dockerlinter:EC0002",
                "kics-retired:COPY '--from' Without FROM Alias Defined Previously",
                "kics-retired:68a51e22-ae5a-4d48-8e87-b01a323605c9", "buildkit-error:invalid stage index"},
    .replaces = {"copy-from-stage-index"},
    .options = {&contexts},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Run& run, Context& ctx) { check(run, ctx); }},
};

}  // namespace plimsoll::dockerfile
