// The Pod Security Standards as a whole, as the admission plugin of the API server applies them.
// https://kubernetes.io/docs/concepts/security/pod-security-standards/
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

struct FailedControl {
  std::string_view name;  // as the standards have it
  Span place;             // of the first setting that fails it, or of what lacks one
};
// The controls that the pod fails at the level. What cannot be told is no failure.
enum class Level : uint8_t { baseline, restricted };
std::vector<FailedControl> failed_controls(const Workload& workload, Level level, int minor_version);
// Their names, with commas between them.
std::string names_of(const std::vector<FailedControl>& controls);

// The minor versions that changed some control, since there are labels of namespaces: from one to the next all is the
// same.
inline constexpr int kPodSecurityVersions[] = {22, 23, 25, 27, 29, 31, 32, 34, 35, 37};

}  // namespace plimsoll::kubernetes
