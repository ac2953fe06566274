#include "context.h"
#include "facts/facts.h"
#include "kubernetes/edit.h"
#include "kubernetes/version.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

Report say(const Value& label, std::string_view name, Context& ctx) {
  return ctx.report(label.span(), "node label '{}' is deprecated{}", label.string(),
                    name.empty() ? "" : fmt::format("; it is '{}' now", name));
}

void check(const Value& label, Context& ctx) {
  const Fact row = facts::table("deprecated-names")["node-labels"][label.string()];
  if (!row.exists()) return;
  Report report = say(label, row.string(), ctx);
  const auto edit = row.string().empty() ? std::nullopt : set_text(label, row.string());
  if (edit) report.suggest(fmt::format("write '{}'", row.string()), *edit);
}

void check_keys(const Value& map, Context& ctx) {
  for (const auto& [key, value] : map.entries()) {
    const Fact row = facts::table("deprecated-names")["node-labels"][key.string()];
    if (!row.exists()) continue;
    const std::string_view name = row.string();
    Report report = say(key, name, ctx);
    if (name.empty()) continue;
    if (auto edit = rename(map, key.string(), name)) {
      report.suggest(fmt::format("write '{}'", name), *edit);
    } else if (map[name].is(value.string())) {
      edit = erase(map, {key.string()}, ctx.source());
      if (edit) report.suggest(fmt::format("remove it beside '{}'", name), *edit);
    }
  }
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
