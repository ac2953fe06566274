#include "context.h"
#include "facts/facts.h"
#include "kubernetes/version.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

// `span` is that of the key or value that is the label.
void check(const Value& label, Context& ctx) {
  const std::string_view old = label.string();
  const Fact row = facts::table("deprecated-names")["node-labels"][old];
  if (!row.exists()) return;
  const std::string_view name = row.string();
  Report report = ctx.report(label.span(), "node label '{}' is deprecated{}", old,
                             name.empty() ? "" : fmt::format("; it is '{}' now", name));
  if (!name.empty()) report.suggest(fmt::format("write '{}'", name), replace(label.span(), std::string(name)));
}

void check_keys(const Value& map, Context& ctx) {
  for (const auto& [key, value] : map.entries()) check(key, ctx);
}

void check_terms(const Value& terms, Context& ctx) {
  for (const Value& term : terms.items()) {
    for (const Value& expression : term["matchExpressions"].items()) check(expression["key"], ctx);
  }
}

void check_pods(const Value& affinity, Context& ctx) {
  for (const Value& term : affinity["requiredDuringSchedulingIgnoredDuringExecution"].items())
    check(term["topologyKey"], ctx);
  for (const Value& term : affinity["preferredDuringSchedulingIgnoredDuringExecution"].items())
    check(term["podAffinityTerm"]["topologyKey"], ctx);
}

void check_workload(const Workload& workload, Context& ctx) {
  check_keys(workload["nodeSelector"], ctx);
  const Value affinity = workload["affinity"], nodes = affinity["nodeAffinity"];
  check_terms(nodes["requiredDuringSchedulingIgnoredDuringExecution"]["nodeSelectorTerms"], ctx);
  for (const Value& preferred : nodes["preferredDuringSchedulingIgnoredDuringExecution"].items()) {
    for (const Value& expression : preferred["preference"]["matchExpressions"].items()) check(expression["key"], ctx);
  }
  check_pods(affinity["podAffinity"], ctx);
  check_pods(affinity["podAntiAffinity"], ctx);
  for (const Value& spread : workload["topologySpreadConstraints"].items()) check(spread["topologyKey"], ctx);
}

void check_object(const Object& object, Context& ctx) {
  if (object.is("", "PersistentVolume"))
    check_terms(object["spec"]["nodeAffinity"]["required"]["nodeSelectorTerms"], ctx);
  if (object.is("", "Node")) check_keys(object.metadata["labels"], ctx);
  if (object.is("storage.k8s.io", "StorageClass")) {
    for (const Value& topology : object["allowedTopologies"].items()) {
      for (const Value& expression : topology["matchLabelExpressions"].items()) check(expression["key"], ctx);
    }
  }
}

}  // namespace

extern constinit const Rule deprecated_node_label = {
    .severity = Severity::warning,
    .group = Group::deprecated_api,
    .check = {[](const Object& object, Context& ctx) { check_object(object, ctx); },
              [](const Workload& workload, Context& ctx) { check_workload(workload, ctx); }},
};

}  // namespace plimsoll::kubernetes
