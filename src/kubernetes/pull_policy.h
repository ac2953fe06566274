// When the node pulls the image of a container.
#pragma once

#include <optional>
#include <string_view>

#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

struct PullPolicy {
  std::string_view name;  // "Always", "IfNotPresent", "Never"
  bool written = false;
  Span place;  // its value, else the image whose tag brings it about
};
// The policy in force; nothing where it cannot be told.
std::optional<PullPolicy> pull_policy_of(const Container& container);

}  // namespace plimsoll::kubernetes
