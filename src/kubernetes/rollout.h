// How a workload replaces its pods when its template changes.
#pragma once

#include <optional>
#include <string_view>

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

struct RolloutStrategy {
  Value whole;  // spec.strategy or spec.updateStrategy, be it absent
  Value type;
  Value params;              // rollingUpdate or rollingParams
  std::string_view rolling;  // what `type` is by default
};
// Nothing for kinds that have none: others than Deployment, DaemonSet, StatefulSet and DeploymentConfig.
std::optional<RolloutStrategy> rollout_strategy_of(const Object& object);

}  // namespace plimsoll::kubernetes
