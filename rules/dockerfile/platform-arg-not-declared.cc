#include <set>

#include "context.h"
#include "dockerfile/predefined.h"
#include "dockerfile/variables.h"

namespace plimsoll::dockerfile {
namespace {

bool may_use(const Instruction& instruction) {
  const Model& model = *instruction.model;
  const bool target = model.may_mention("TARGET"), build = model.may_mention("BUILD");
  const auto mentions = [&](std::string_view text) {
    return (target && text.find("TARGET") != text.npos) || (build && text.find("BUILD") != text.npos);
  };
  if (mentions(instruction.line.text()) || !instruction.heredocs.empty()) return true;
  return std::any_of(instruction.scripts.begin(), instruction.scripts.end(),
                     [&](const shell::Script* script) { return mentions(script->text.text()); });
}

}  // namespace

extern constinit const Rule platform_arg_not_declared = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"buildkit:UndefinedVar"},
    .replaces = {"undefined-variable"},
    .check = {[](const Stage& stage, Context& ctx) {
                std::vector<VariableUse> uses;
                std::set<std::string_view> missing;
                for (const Instruction* instruction : stage.instructions) {
                  if (!may_use(*instruction)) continue;
                  for (const VariableUse& use : undeclared_uses(*instruction)) {
                    if (!is_platform_argument(use.name) || instruction->model->global_argument(use.name)) continue;
                    uses.push_back(use);
                    missing.insert(use.name);
                  }
                }
                for (const VariableUse& use : uses) {
                  auto report =
                      ctx.report(use.span, "'{0}' is empty in a stage until the stage says 'ARG {0}'", use.name);
                  if (stage.from) report.suggest("declare it in the stage", declare(missing, stage));
                }
              },
              [](const Arg& arg, Context& ctx) {
                for (const KeyValue& pair : arg.pairs) {
                  if (!pair.value || !is_platform_argument(pair.key.text)) continue;
                  ctx.report(pair.value->span, "the default hides the '{}' that the builder gives for each platform",
                             pair.key.text)
                      .severity(Severity::info)
                      .suggest("leave the value to the builder", remove({pair.key.span.end, pair.span.end}));
                }
              }},
};

}  // namespace plimsoll::dockerfile
