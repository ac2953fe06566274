#include <map>
#include <set>

#include "context.h"
#include "dockerfile/predefined.h"
#include "dockerfile/variables.h"
#include "suggest.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> known{"known", "variables that the base images set", {}};

constexpr size_t kMostCandidates = 100;

std::optional<std::string_view> nearest(std::string_view name, const Instruction& at) {
  const Model& model = *at.model;
  if (model.variable_names().size() > kMostCandidates) return std::nullopt;
  std::vector<std::string_view> candidates;
  for (const std::string& each : model.variable_names()) {
    if (model.variable(each, at).declared()) candidates.push_back(each);
  }
  // GOPATH and CLASSPATH are near enough to PATH, and no slips.
  const auto other = closest(name, candidates, 2);
  return other ? other : closest(name, {"PATH"}, 1);
}

std::map<std::string_view, const KeyValue*> pairs_of(const Instruction& instruction) {
  std::map<std::string_view, const KeyValue*> pairs;
  if (instruction.keyword != Keyword::env) return pairs;
  for (const KeyValue& pair : static_cast<const Env&>(instruction).pairs) pairs[pair.key.text] = &pair;
  return pairs;
}

// ENV X=/y:$X, which adds to what the base image may have.
bool extends_itself(const KeyValue& pair, const VariableUse& use) {
  return pair.value && pair.value->span.contains(use.span) && pair.value->span.size() > use.span.size() + 2;
}

}  // namespace

extern constinit const Rule undefined_variable = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"buildkit:UndefinedVar", "dockerlint:variable_use"},
    .options = {&known},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          const Keyword keyword = instruction.keyword;
          if (keyword == Keyword::from || keyword == Keyword::expose || !instruction.stage) return;
          const std::vector<VariableUse> uses = builder_uses(instruction);
          if (uses.empty()) return;
          const auto own =
              instruction.stage->root->scratch ? std::map<std::string_view, const KeyValue*>() : pairs_of(instruction);
          std::set<std::string_view> seen;
          for (const VariableUse& use : uses) {
            if (use.has_default || instruction.model->variable(use.name, instruction).declared()) continue;
            const Names names = ctx[known];
            const bool given = std::find(names.begin(), names.end(), use.name) != names.end();
            const auto pair = own.find(use.name);
            const bool extends = pair != own.end() && extends_itself(*pair->second, use);
            if (given || !seen.insert(use.name).second || extends) continue;
            if (may_be_set_by_base(*instruction.stage, use.name)) continue;
            const bool elsewhere = instruction.model->global_argument(use.name) || is_platform_argument(use.name);
            const auto other = elsewhere || is_proxy_argument(use.name) ? std::nullopt : nearest(use.name, instruction);
            if (!elsewhere && !other && !environment_known(*instruction.stage)) continue;
            if (!other) {
              ctx.report(use.span, "nothing sets '{}' here, so it is empty", use.name);
              continue;
            }
            ctx.report(use.span, "nothing sets '{}' here; did you mean '{}'?", use.name, *other)
                .suggest(fmt::format("use {}", *other), replace(use.name_span, std::string(*other)));
          }
        },
};

}  // namespace plimsoll::dockerfile
