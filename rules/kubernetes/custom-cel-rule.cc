#include <algorithm>

#include "context.h"
#include "kubernetes/cel_rule.h"
#include "kubernetes/manifest.h"
#include "option.h"
#include "utf8.h"

namespace plimsoll::kubernetes {
namespace {

// For all expressions about an object, and for all of a file that look at its objects together.
constexpr int64_t kStepsOfObject = 100'000;
constexpr int64_t kStepsOfFile = 5'000'000;

// At most so many bytes.
std::string on_one_line(std::string_view text, size_t most) {
  std::string line(beginning_of(text, most));
  if (line.size() < text.size()) line += "…";
  std::replace_if(
      line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return line;
}

constinit const Option<Names> expressions{
    "expressions", "what must hold: [Kind,Kind] [at path]: expression [// message]", {}, cel_rule_problem};
constinit const Option<Names> params{
    "params", "what expressions know as params.name: name=expression", {}, named_cel_problem};
constinit const Option<Names> variables{
    "variables", "what expressions know as variables.name: name=expression", {}, named_cel_problem};

std::vector<CelDefinition> definitions(Context& ctx) {
  std::vector<CelDefinition> all;
  for (const auto& [group, option] : {std::pair("params.", &params), std::pair("variables.", &variables)}) {
    for (const std::string_view text : ctx[*option]) {
      const NamedCel named = read_named_cel(text);
      all.emplace_back(group + std::string(named.name), &compiled_cel(named.text));
    }
  }
  return all;
}

void report(const Object& object, const CelRule& rule, const CelExpression& expression, const CelValue& result,
            Context& ctx) {
  const auto tell = [&](std::string_view message) {
    ctx.report(rule.place_in(object), "{} '{}': {}", object.kind_name, object.name, message);
  };
  const std::string_view name = expression.comment.empty() ? rule.text : expression.comment;
  const std::string shown = fmt::format("'{}'", on_one_line(name, 80));
  switch (result.kind) {
    case CelValue::Kind::unknown:
      return;
    case CelValue::Kind::boolean:
      if (!result.boolean) tell(expression.comment.empty() ? shown + " does not hold" : on_one_line(name, 200));
      return;
    case CelValue::Kind::string:
      if (!result.text.empty()) tell(on_one_line(result.text, 200));
      return;
    case CelValue::Kind::error:
      tell(fmt::format("{} cannot be tried: {}", shown, result.text));
      return;
    default:
      tell(shown + " gives neither true or false nor a message");
  }
}

// By the expressions that look at all objects, or by those that do not. False: there is no budget left.
bool judge(const Object& object, const CelInput& input, bool uses_objects, CelBudget& budget, Context& ctx) {
  for (const std::string_view text : ctx[expressions]) {
    const CelRule rule = read_cel_rule(text);
    if (!rule.concerns(object)) continue;
    const CelExpression& expression = compiled_cel(rule.text);
    if (!expression.problem.empty() || expression.uses_objects != uses_objects) continue;
    report(object, rule, expression, evaluate_cel(expression, input, budget), ctx);
    if (!budget.spend(0)) return false;
  }
  return true;
}

}  // namespace

extern constinit const Rule custom_cel_rule = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"polaris:oneController", "polaris:nakedPod", "kyverno:pod-lifetime", "kube-linter:cel-expression"},
    .options = {&expressions, &params, &variables},
    .check = {[](const Object& object, Context& ctx) {
                if (ctx[expressions].empty()) return;
                CelBudget budget(kStepsOfObject);
                judge(object, {object.root, object.overlay, {}, definitions(ctx)}, false, budget, ctx);
              },
              [](const Manifest& manifest, Context& ctx) {
                const Names all = ctx[expressions];
                if (std::none_of(all.begin(), all.end(), [](std::string_view text) {
                      return compiled_cel(read_cel_rule(text).text).uses_objects;
                    }))
                  return;
                CelBudget budget(kStepsOfFile);
                CelInput input{.named = definitions(ctx)};
                for (const Object& object : manifest.objects) input.objects.push_back(object.root);
                for (const Object& object : manifest.objects) {
                  input.object = object.root;
                  input.overlay = object.overlay;
                  if (!judge(object, input, true, budget, ctx)) return;
                }
              }},
};

}  // namespace plimsoll::kubernetes
