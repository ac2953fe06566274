#include "kubernetes/volume_names.h"

#include <algorithm>

#include "kubernetes/claims.h"

namespace plimsoll::kubernetes {

namespace {

std::vector<Value> claims_of(const Object& object) {
  return is_built_in_group(object.group) ? claim_templates_of(object) : object["spec"]["volumeClaimTemplates"].items();
}

}  // namespace

bool knows_volumes(const Workload& workload) {
  static constexpr std::string_view kGroups[] = {
      "apps.openshift.io", "argoproj.io",     "serving.knative.dev", "keda.sh",
      "apps.kruise.io",    "agents.x-k8s.io", "jobset.x-k8s.io",     "extensions.agents.x-k8s.io"};
  const Object& object = *workload.object;
  const bool known = is_built_in_group(object.group) ||
                     std::find(std::begin(kGroups), std::end(kGroups), object.group) != std::end(kGroups);
  const Value volumes = workload["volumes"];
  return known && !workload.steps && !object.root.node()->partial && !workload.pod_spec.node()->partial &&
         !volumes.templated() && (volumes.missing() || volumes.is_list()) &&
         // Claims that a JobSet makes.
         object["spec"]["volumeClaimPolicies"].missing();
}

std::optional<std::vector<std::string_view>> volume_names_of(const Workload& workload) {
  if (!knows_volumes(workload)) return std::nullopt;
  std::vector<std::string_view> names;
  auto add = [&](const Value& name) {
    if (name.templated() || !name.is_scalar()) return false;
    names.push_back(name.string());
    return true;
  };
  for (const Value& volume : workload["volumes"].items())
    if (!add(volume["name"])) return std::nullopt;
  for (const Value& claim : claims_of(*workload.object))
    if (!add(claim["metadata"]["name"])) return std::nullopt;
  return names;
}

}  // namespace plimsoll::kubernetes
