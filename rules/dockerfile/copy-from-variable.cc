#include "context.h"
#include "dockerfile/casing.h"
#include "dockerfile/predefined.h"
#include "dockerfile/stage_cycles.h"
#include "dockerfile/syntax.h"
#include "dockerfile/variables.h"

namespace plimsoll::dockerfile {
namespace {

// "from-base-image" for ${BASE_IMAGE}.
std::string stage_name_for(std::string_view variable) {
  std::string name = "from-" + lower(variable);
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

void check(const Instruction& instruction, Context& ctx) {
  for (const StageUse& use : stage_uses(instruction)) {
    const size_t dollar = use.word.text.find('$');
    if (use.reference.kind != StageReference::Kind::variable && (dollar == use.word.text.npos || dollar > 0)) continue;
    if (dollar + 1 == use.word.text.size()) continue;
    auto report =
        ctx.report(use.word.span, "the builder expands no variables here, so '{}' is taken as written", use.word.text);
    const Model& model = *instruction.model;
    const auto variables = references(use.word.text, model.file().escape);
    if (variables.size() != 1 || !model.global_argument(variables[0].name)) continue;
    const std::string name = stage_name_for(variables[0].name);
    if (model.stage_named(name) || !is_stage_name(name)) continue;
    const From& first = *model.stages().front()->from;
    // A stage of the file is no image.
    if (const auto image = by_defaults(use.word.text, first); image && model.stage_named(*image)) continue;
    const std::string from = spelled_like(first, Keyword::from);
    report.suggest("make the image a stage",
                   {insert_before(first.span, fmt::format("{} {} {} {}\n\n", from, use.word.text,
                                                          from == "from" ? "as" : "AS", name)),
                    replace(use.word.span, name)});
  }
}

}  // namespace

extern constinit const Rule copy_from_variable = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:variable expansion is not supported for --from"},
    .check = {[](const Copy& copy, Context& ctx) { check(copy, ctx); },
              [](const Run& run, Context& ctx) { check(run, ctx); }},
};

}  // namespace plimsoll::dockerfile
