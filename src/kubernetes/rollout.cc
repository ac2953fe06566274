#include "kubernetes/rollout.h"

#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {

std::optional<RolloutStrategy> rollout_strategy_of(const Object& object) {
  if (!is_one_of(object, {"Deployment", "DaemonSet", "StatefulSet", "DeploymentConfig"})) return std::nullopt;
  const bool of_openshift = object.kind_name == "DeploymentConfig";
  const Value whole = object["spec"][of_openshift || object.kind_name == "Deployment" ? "strategy" : "updateStrategy"];
  return RolloutStrategy{whole, whole["type"], whole[of_openshift ? "rollingParams" : "rollingUpdate"],
                         of_openshift ? "Rolling" : "RollingUpdate"};
}

}  // namespace plimsoll::kubernetes
