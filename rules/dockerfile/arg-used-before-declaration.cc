#include <map>

#include "context.h"
#include "dockerfile/predefined.h"
#include "dockerfile/variables.h"

namespace plimsoll::dockerfile {
namespace {

using Declarations = std::map<std::string_view, std::pair<const Instruction*, const KeyValue*>>;

// The last ARG or ENV of each name in the stage.
Declarations declared_in(const Stage& stage) {
  Declarations names;
  const auto add = [&](const Instruction* instruction, const std::vector<KeyValue>& pairs) {
    for (const KeyValue& pair : pairs) names[pair.key.text] = {instruction, &pair};
  };
  for (const Instruction* instruction : stage.instructions) {
    if (instruction->keyword == Keyword::arg) add(instruction, static_cast<const Arg*>(instruction)->pairs);
    if (instruction->keyword == Keyword::env) add(instruction, static_cast<const Env*>(instruction)->pairs);
  }
  return names;
}

}  // namespace

extern constinit const Rule arg_used_before_declaration = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"buildkit:UndefinedVar"},
    .replaces = {"undefined-variable"},
    .check =
        [](const Stage& stage, Context& ctx) {
          const Declarations declared = declared_in(stage);
          if (declared.empty()) return;
          for (const Instruction* instruction : stage.instructions) {
            const Model& model = *instruction->model;
            for (const VariableUse& use : undeclared_uses(*instruction)) {
              const auto found = declared.find(use.name);
              if (found == declared.end() || found->second.first->order <= instruction->order) continue;
              if (use.has_default || model.global_argument(use.name) || is_platform_argument(use.name)) continue;
              if (may_be_set_by_base(stage, use.name) || is_set_by_shell(use.name)) continue;
              // What the file sets by ENV the base image may have set before.
              const bool env = found->second.first->keyword == Keyword::env;
              if (env && !environment_known(stage)) continue;
              ctx.report(use.span, "'{}' is used above the {} that sets it, so it is empty here", use.name,
                         env ? "ENV" : "ARG")
                  .note(found->second.second->key.span, "it is set here");
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
