#include <charconv>

#include "context.h"
#include "kubernetes/version.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kRequired = "requiredDuringSchedulingIgnoredDuringExecution";
constexpr std::string_view kPreferred = "preferredDuringSchedulingIgnoredDuringExecution";

bool is_word(const Value& value) { return value.is_scalar() && !value.templated() && !value.is(""); }

Span head_of(const Value& map) { return map.entries().empty() ? map.span() : map.entries()[0].first.span(); }

bool is_empty(const Value& list) { return list.missing() || (list.is_list() && list.size() == 0); }

std::optional<int64_t> integer_in(std::string_view text) {
  int64_t number = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), number);
  if (end.ec != std::errc() || end.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

// A toleration that compares numbers.
void check_comparison(const Value& operation, const Value& value, Context& ctx) {
  constexpr int kHasThem = 35;
  const auto number = integer_in(value.string());
  if (target_version(ctx) < kHasThem) {
    ctx.report(operation.span(), "operator '{}' of a toleration came with 1.35", operation.string());
  } else if (!value.templated() && (!number || std::to_string(*number) != value.string())) {
    ctx.report(value.present() ? value.span() : operation.span(), "operator {} takes an integer for a value",
               operation.string());
  }
}

void check_toleration(const Value& toleration, Context& ctx) {
  const Value key = toleration["key"], operation = toleration["operator"], value = toleration["value"];
  const Value effect = toleration["effect"], seconds = toleration["tolerationSeconds"];
  if (!toleration.is_map() || operation.templated()) return;
  if (operation.is("Exists")) {
    if (is_word(value)) ctx.report(value.span(), "with the operator Exists a toleration cannot have a value");
  } else if ((key.missing() || key.is("")) && !(value.templated() || toleration.templated())) {
    ctx.report(operation.present() ? operation.span() : head_of(toleration),
               "a toleration without a key needs the operator Exists");
  } else if (operation.is("Lt") || operation.is("Gt")) {
    check_comparison(operation, value, ctx);
  } else if (is_word(operation) && !operation.is("Equal")) {
    ctx.report(operation.span(), "operator '{}' is neither Equal nor Exists", operation.string());
  }
  if (is_word(effect) && !effect.is("NoSchedule") && !effect.is("PreferNoSchedule") && !effect.is("NoExecute"))
    ctx.report(effect.span(), "effect '{}' is none of NoSchedule, PreferNoSchedule and NoExecute", effect.string());
  if (seconds.present() && !seconds.templated() && !effect.templated() && !effect.is("NoExecute"))
    ctx.report(seconds.span(), "'tolerationSeconds' needs the effect NoExecute");
}

// `numbers`: of nodes, whose labels can be compared.
void check_expression(const Value& expression, bool numbers, Context& ctx) {
  const Value operation = expression["operator"], values = expression["values"];
  if (!expression.is_map() || !is_word(operation) || values.templated()) return;
  const bool none = is_empty(values);
  const bool compares = numbers && (operation.is("Gt") || operation.is("Lt"));
  if (operation.is("In") || operation.is("NotIn")) {
    if (none) ctx.report(operation.span(), "operator {} needs values", operation.string());
  } else if (operation.is("Exists") || operation.is("DoesNotExist")) {
    if (!none) ctx.report(values.key_span(), "operator {} takes no values", operation.string());
  } else if (compares) {
    const Value first = values[size_t{0}];
    if (values.size() == 1 && first.templated()) return;
    if (values.size() != 1 || !integer_in(first.string()))
      ctx.report(none ? operation.span() : values.key_span(), "operator {} takes exactly one integer",
                 operation.string());
  } else if (operation.is("Gt") || operation.is("Lt")) {
    ctx.report(operation.span(), "operator '{}' is for labels of nodes alone", operation.string());
  } else {
    ctx.report(operation.span(), "operator '{}' does not exist", operation.string());
  }
}

void check_expressions(const Value& owner, bool numbers, Context& ctx) {
  for (const Value& expression : owner["matchExpressions"].items()) check_expression(expression, numbers, ctx);
  if (!numbers) return;
  for (const Value& expression : owner["matchFields"].items()) check_expression(expression, numbers, ctx);
}

void check_weight(const Value& weight, Context& ctx) {
  constexpr int64_t kMost = 100;
  if (weight.integer() && (*weight.integer() < 1 || *weight.integer() > kMost))
    ctx.report(weight.span(), "weight {} is rejected: it goes from 1 to {}", *weight.integer(), kMost);
}

bool is_empty_term(const Value& term) {
  return term.is_map() && is_empty(term["matchExpressions"]) && is_empty(term["matchFields"]);
}

void check_node_affinity(const Value& affinity, Context& ctx) {
  const Value terms = affinity[kRequired]["nodeSelectorTerms"];
  if (affinity[kRequired].is_map() && is_empty(terms))
    ctx.report(terms.key_span(), "the node affinity has no terms, so it is rejected");
  for (const Value& term : terms.items()) {
    check_expressions(term, true, ctx);
    if (is_empty_term(term))
      ctx.report(term.span(), "an empty term fits no node, so it has no effect").severity(Severity::warning);
  }
  for (const Value& term : affinity[kPreferred].items()) {
    const Value preference = term["preference"];
    check_weight(term["weight"], ctx);
    check_expressions(preference, true, ctx);
    if (is_empty_term(preference))
      ctx.report(preference.span(), "an empty preference fits all nodes, so it has no effect")
          .severity(Severity::warning);
  }
}

void check_pod_term(const Value& term, Context& ctx) {
  const Value key = term["topologyKey"], selector = term["labelSelector"];
  if (!term.is_map()) return;
  if (key.missing() || key.is("")) {
    Report report = ctx.report(key.exists() ? key.span() : head_of(term),
                               "the affinity term has no 'topologyKey', so it is rejected");
    // There the schema misses it.
    if (!key.exists() && term.key_span() != term.span()) report.covers(term.key_span());
  }
  if (selector.missing())
    ctx.report(selector.exists() ? selector.span() : head_of(term),
               "the affinity term has no 'labelSelector', so it fits no pods")
        .severity(Severity::warning);
  check_expressions(selector, false, ctx);
  check_expressions(term["namespaceSelector"], false, ctx);
}

}  // namespace

extern constinit const Rule toleration_or_affinity_invalid = {
    .severity = Severity::error,
    .group = Group::correctness,
    .replaces = {"schema-violation"},
    .check =
        [](const Workload& workload, Context& ctx) {
          for (const Value& toleration : workload["tolerations"].items()) check_toleration(toleration, ctx);
          const Value affinity = workload["affinity"];
          check_node_affinity(affinity["nodeAffinity"], ctx);
          for (const char* kind : {"podAffinity", "podAntiAffinity"}) {
            for (const Value& term : affinity[kind][kRequired].items()) check_pod_term(term, ctx);
            for (const Value& term : affinity[kind][kPreferred].items()) {
              check_weight(term["weight"], ctx);
              check_pod_term(term["podAffinityTerm"], ctx);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
