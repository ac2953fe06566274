// How many pods a workload has: the number that it sets itself, and the autoscalers that set it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string_view>

#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

// One of these kinds of the API server, under any of its groups, or DeploymentConfig of OpenShift or Rollout of Argo.
bool is_one_of(const Object& object, std::initializer_list<std::string_view> kinds);
// Runs so many equal pods as spec.replicas says.
bool has_replicas(const Object& object);

struct Replicas {
  Value value;                    // spec.replicas, be it absent
  std::optional<int64_t> number;  // nothing if it is absent, which means 1 unless somebody scales it
};
// Nothing for other kinds, and where the number cannot be known.
std::optional<Replicas> replicas_of(const Object& object);

// A HorizontalPodAutoscaler, or a ScaledObject of KEDA, which makes one.
struct Autoscaler {
  std::string_view kind, name;  // what it scales
  Value least_value;
  std::optional<int64_t> least, most;  // with the defaults; nothing where it cannot be known
};
std::optional<Autoscaler> autoscaler_of(const Object& object);

}  // namespace plimsoll::kubernetes
