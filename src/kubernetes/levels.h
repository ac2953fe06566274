// The levels of a workload, and which of them a field belongs to that stands at another one.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "kubernetes/schema.h"

namespace plimsoll::kubernetes {

struct Level {
  std::string_view name;               // "the securityContext of a container"
  std::vector<std::string_view> path;  // to it from the mapping that has the field; empty where that is not below
};
// Of an unknown field: the level of the pod that has it, if any.
std::optional<Level> right_level(const Violation& violation, int version);

// "Container" for core.v1.Container.
std::string_view short_name(std::string_view definition);
// Where a finding about a missing field stands: the key of the mapping, else its first key.
Span place_of_missing(const Violation& violation);
// The first key that tells an item of a list apart.
Span place_of_item(const Violation& violation);

}  // namespace plimsoll::kubernetes
