#include <set>

#include "context.h"
#include "dockerfile/variables.h"

namespace plimsoll::dockerfile {
namespace {

std::set<std::string_view> declared_in(const Stage& stage) {
  std::set<std::string_view> names;
  for (const Instruction* instruction : stage.instructions) {
    if (instruction->keyword != Keyword::arg) continue;
    for (const KeyValue& pair : static_cast<const Arg*>(instruction)->pairs) names.insert(pair.key.text);
  }
  return names;
}

bool has_global_argument(const File& file) {
  for (const auto& instruction : file.instructions) {
    if (instruction->keyword == Keyword::from) return false;
    if (instruction->keyword == Keyword::arg) return true;
  }
  return false;
}

// Each finding carries the edit for all.
constexpr size_t kMostDeclared = 20;

}  // namespace

extern constinit const Rule arg_out_of_scope = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"sonar:S6579", "buildkit:UndefinedVar", "shellcheck:SC2154"},
    .replaces = {"undefined-variable"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.from || !has_global_argument(stage.from->model->file())) return;
          const std::set<std::string_view> declared = declared_in(stage);
          std::vector<VariableUse> uses;
          std::set<std::string_view> missing;
          for (const Instruction* instruction : stage.instructions) {
            for (const VariableUse& use : undeclared_uses(*instruction)) {
              if (!stage.from->model->global_argument(use.name) || may_be_set_by_base(stage, use.name)) continue;
              uses.push_back(use);
              if (!declared.contains(use.name)) missing.insert(use.name);
            }
          }
          for (const VariableUse& use : uses) {
            auto report = ctx.report(use.span, "'{}' is an ARG before FROM, which this stage does not see", use.name);
            report.note(stage.from->model->global_argument(use.name)->span, "it is declared here");
            if (missing.contains(use.name) && missing.size() <= kMostDeclared)
              report.suggest("declare it in the stage", declare(missing, stage));
          }
        },
};

}  // namespace plimsoll::dockerfile
