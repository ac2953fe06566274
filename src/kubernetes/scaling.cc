#include "kubernetes/scaling.h"

#include <algorithm>

namespace plimsoll::kubernetes {
namespace {

std::optional<int64_t> number_or(const Value& value, std::optional<int64_t> fallback) {
  return value.missing() ? fallback : value.integer();
}

}  // namespace

bool is_one_of(const Object& object, std::initializer_list<std::string_view> kinds) {
  if (std::find(kinds.begin(), kinds.end(), object.kind_name) == kinds.end()) return false;
  if (object.kind_name == "Rollout") return object.group == "argoproj.io";
  return is_built_in_group(object.group) ||
         (object.kind_name == "DeploymentConfig" && object.group == "apps.openshift.io");
}

bool has_replicas(const Object& object) {
  return is_one_of(object,
                   {"Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "DeploymentConfig", "Rollout"});
}

std::optional<Replicas> replicas_of(const Object& object) {
  if (!has_replicas(object) || !object["spec"].is_map()) return std::nullopt;
  const Value value = object["spec"]["replicas"];
  if (!value.missing() && !value.integer()) return std::nullopt;
  return Replicas{value, value.integer()};
}

std::optional<Autoscaler> autoscaler_of(const Object& object) {
  const Value spec = object["spec"];
  const Value target = spec["scaleTargetRef"];
  if (target["name"].templated() || target["name"].string().empty()) return std::nullopt;
  if (object.kind_name == "HorizontalPodAutoscaler" && is_built_in_group(object.group)) {
    return Autoscaler{.kind = target["kind"].string(),
                      .name = target["name"].string(),
                      .least_value = spec["minReplicas"],
                      .least = number_or(spec["minReplicas"], 1),
                      .most = number_or(spec["maxReplicas"], std::nullopt)};
  }
  if (object.is("keda.sh", "ScaledObject")) {
    return Autoscaler{.kind = target["kind"].missing() ? "Deployment" : target["kind"].string(),
                      .name = target["name"].string(),
                      .least_value = spec["minReplicaCount"],
                      .least = number_or(spec["minReplicaCount"], 0),
                      .most = number_or(spec["maxReplicaCount"], 100)};
  }
  return std::nullopt;
}

}  // namespace plimsoll::kubernetes
