#include "kubernetes/spreading.h"

#include <algorithm>

#include "kubernetes/selector.h"

namespace plimsoll::kubernetes {
namespace {

bool fits_key(const Value& key, Apart how) {
  static constexpr std::string_view kWider[] = {"topology.kubernetes.io/zone", "topology.kubernetes.io/region",
                                                "failure-domain.beta.kubernetes.io/zone",
                                                "failure-domain.beta.kubernetes.io/region"};
  if (key.is("kubernetes.io/hostname") || key.templated()) return true;
  return how == Apart::preferably && std::find(std::begin(kWider), std::end(kWider), key.string()) != std::end(kWider);
}

bool picks_own_pods(const Value& label_selector, const Workload& workload) {
  const auto labels = labels_of(workload.pod_metadata["labels"]);
  const auto selector = selector_of(label_selector);
  if (!labels || !selector) return !label_selector.missing();
  return selector->matches(*labels);
}

bool reaches_own_namespace(const Value& term, const Workload& workload) {
  const std::vector<Value> spaces = term["namespaces"].items();
  const std::string_view own = workload.object->namespace_;
  return spaces.empty() || own.empty() || !term["namespaceSelector"].missing() ||
         std::any_of(spaces.begin(), spaces.end(), [&](const Value& space) { return space.is(own); });
}

}  // namespace

bool keeps_apart(const Workload& workload, Apart how) {
  const Value affinity = workload["affinity"]["podAntiAffinity"];
  std::vector<Value> terms = affinity["requiredDuringSchedulingIgnoredDuringExecution"].items();
  if (how == Apart::preferably) {
    for (const Value& preferred : affinity["preferredDuringSchedulingIgnoredDuringExecution"].items())
      terms.push_back(preferred["podAffinityTerm"]);
  }
  for (const Value& term : terms) {
    if (fits_key(term["topologyKey"], how) && picks_own_pods(term["labelSelector"], workload) &&
        reaches_own_namespace(term, workload))
      return true;
  }
  const std::vector<Value> constraints = workload["topologySpreadConstraints"].items();
  return std::any_of(constraints.begin(), constraints.end(), [&](const Value& constraint) {
    return fits_key(constraint["topologyKey"], how) && picks_own_pods(constraint["labelSelector"], workload) &&
           (how == Apart::preferably || !constraint["whenUnsatisfiable"].is("ScheduleAnyway"));
  });
}

}  // namespace plimsoll::kubernetes
