// The Pod Security Standards as a whole, as the admission plugin of the API server applies them.
// https://kubernetes.io/docs/concepts/security/pod-security-standards/
#pragma once

#include <string_view>
#include <vector>

#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

// The controls that the pod fails at the level, by the names of the standards. What cannot be told is no failure.
enum class Level : uint8_t { baseline, restricted };
std::vector<std::string_view> failed_controls(const Workload& workload, Level level, int minor_version);

}  // namespace plimsoll::kubernetes
