#include "context.h"
#include "kubernetes/label_syntax.h"
#include "kubernetes/quotes.h"
#include "kubernetes/schema.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

void check_value(std::string_view key, const Value& value, Context& ctx) {
  // In a patch null takes the label away.
  const bool absent = value.missing() && (!value.exists() || value.node()->partial);
  if (absent || value.templated() || is_unfilled(value.string())) return;
  if (!value.is_string()) {
    Report report =
        ctx.report(value.span(), "the value of label '{}' wants a string, and this is {}", key, describe(value));
    if (lacks_quotes(value)) quote(report, value, ctx.source());
  } else if (const std::string problem = label_value_problem(value.string()); !problem.empty()) {
    ctx.report(value.span(), "'{}' is no value of a label: {}", value.string(), problem);
  }
}

void check_key(const Value& key, Context& ctx) {
  if (!key.is_scalar() || key.templated() || is_unfilled(key.string())) return;
  if (const std::string problem = label_key_problem(key.string()); !problem.empty())
    ctx.report(key.span(), "'{}' is no key of a label: {}", key.string(), problem);
}

void check_map(const Value& labels, Context& ctx) {
  for (const auto& [key, value] : labels.entries()) {
    check_key(key, ctx);
    check_value(key.string(), value, ctx);
  }
}

void check_expressions(const Value& list, Context& ctx) {
  for (const Value& expression : list.items()) {
    check_key(expression["key"], ctx);
    // Gt and Lt compare numbers.
    if (expression["operator"].string().size() == 2 && !expression["operator"].is("In")) continue;
    for (const Value& value : expression["values"].items()) check_value(expression["key"].string(), value, ctx);
  }
}

void check_selector(const Value& selector, Context& ctx) {
  check_map(selector["matchLabels"], ctx);
  check_expressions(selector["matchExpressions"], ctx);
}

void check_term(const Value& term, Context& ctx) {
  check_selector(term["labelSelector"], ctx);
  check_selector(term["namespaceSelector"], ctx);
}

void check_affinity(const Value& affinity, Context& ctx) {
  const Value nodes = affinity["nodeAffinity"];
  for (const Value& term : nodes["requiredDuringSchedulingIgnoredDuringExecution"]["nodeSelectorTerms"].items())
    check_expressions(term["matchExpressions"], ctx);
  for (const Value& term : nodes["preferredDuringSchedulingIgnoredDuringExecution"].items())
    check_expressions(term["preference"]["matchExpressions"], ctx);
  for (std::string_view kind : {"podAffinity", "podAntiAffinity"}) {
    for (const Value& term : affinity[kind]["requiredDuringSchedulingIgnoredDuringExecution"].items())
      check_term(term, ctx);
    for (const Value& term : affinity[kind]["preferredDuringSchedulingIgnoredDuringExecution"].items())
      check_term(term["podAffinityTerm"], ctx);
  }
}

void check_object(const Object& object, Context& ctx) {
  check_map(object.metadata["labels"], ctx);
  for (const Value& webhook : object["webhooks"].items()) {
    check_selector(webhook["namespaceSelector"], ctx);
    check_selector(webhook["objectSelector"], ctx);
  }
  for (const Value& selector : object["aggregationRule"]["clusterRoleSelectors"].items()) check_selector(selector, ctx);
  if (!is_built_in_group(object.group)) return;
  const Value spec = object["spec"];
  if (object.is("", "Service") || object.is("", "ReplicationController")) check_map(spec["selector"], ctx);
  check_selector(spec["selector"], ctx);
  check_selector(spec["podSelector"], ctx);
  for (std::string_view direction : {"ingress", "egress"}) {
    for (const Value& rule : spec[direction].items()) {
      for (const Value& peer : rule[direction == "ingress" ? "from" : "to"].items()) {
        check_selector(peer["podSelector"], ctx);
        check_selector(peer["namespaceSelector"], ctx);
      }
    }
  }
  check_map(spec["jobTemplate"]["metadata"]["labels"], ctx);
  for (const Value& claim : spec["volumeClaimTemplates"].items()) {
    check_map(claim["metadata"]["labels"], ctx);
    check_selector(claim["spec"]["selector"], ctx);
  }
  for (const Value& term : spec["nodeAffinity"]["required"]["nodeSelectorTerms"].items())
    check_expressions(term["matchExpressions"], ctx);
}

void check_workload(const Workload& workload, Context& ctx) {
  if (workload.pod_metadata.node() != workload.object->metadata.node()) check_map(workload.pod_metadata["labels"], ctx);
  check_map(workload["nodeSelector"], ctx);
  check_affinity(workload["affinity"], ctx);
  for (const Value& spread : workload["topologySpreadConstraints"].items())
    check_selector(spread["labelSelector"], ctx);
}

}  // namespace

extern constinit const Rule label_value_invalid = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"kube-score:label-values", "kics:Metadata Label Is Invalid",
                "kics:1123031a-f921-4c5b-bd86-ef354ecfd37a", "kubernetes-api-server:invalid label value in affinity"},
    .replaces = {"implicit-yaml-type", "schema-violation"},
    .check = {[](const Object& object, Context& ctx) { check_object(object, ctx); },
              [](const Workload& workload, Context& ctx) { check_workload(workload, ctx); }},
};

}  // namespace plimsoll::kubernetes
