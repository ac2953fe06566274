#include "kubernetes/probes.h"

#include <algorithm>
#include <string>

namespace plimsoll::kubernetes {

bool serves(const Workload& workload) {
  // Knative gives every container a readiness probe, so its kinds are not among these.
  static constexpr std::string_view kKinds[] = {
      "Pod",      "Deployment", "ReplicaSet", "ReplicationController", "StatefulSet", "DaemonSet", "DeploymentConfig",
      "CloneSet", "Rollout",    "Sandbox",    "SandboxTemplate"};
  const Object& object = *workload.object;
  if (workload.steps || object.group == "serving.knative.dev") return false;
  if (std::find(std::begin(kKinds), std::end(kKinds), object.kind_name) == std::end(kKinds)) return false;
  const Value policy = workload["restartPolicy"];
  if (!policy.missing() && !policy.is("Always")) return false;
  return object.metadata["annotations"]["helm.sh/hook"].missing();
}

std::vector<Probe> probes_of(const Container& container) {
  std::vector<Probe> probes;
  if (container.role != Container::Role::regular && container.role != Container::Role::sidecar) return probes;
  for (std::string_view kind : {"startup", "liveness", "readiness"}) {
    const Value probe = container[std::string(kind) + "Probe"];
    if (probe.is_map()) probes.push_back({kind, probe});
  }
  return probes;
}

bool is_empty(const Value& probe) { return probe.missing() || (probe.is_map() && probe.size() == 0); }

std::vector<Handler> handlers_of(const Container& container) {
  std::vector<Handler> handlers;
  for (std::string_view probe : {"livenessProbe", "readinessProbe", "startupProbe"}) {
    handlers.push_back({probe, container[probe]});
  }
  for (std::string_view hook : {"postStart", "preStop"}) handlers.push_back({hook, container["lifecycle"][hook]});
  std::erase_if(handlers, [](const Handler& handler) { return !handler.value.is_map(); });
  return handlers;
}

bool has_any_probe(const Container& container, Names names) {
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return !is_empty(container[std::string(name) + "Probe"]); });
}

}  // namespace plimsoll::kubernetes
