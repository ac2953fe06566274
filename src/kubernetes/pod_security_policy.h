// PodSecurityPolicies, which clusters before 1.25 have.
#pragma once

#include <string_view>

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

inline bool is_pod_security_policy(const Object& object) {
  return object.kind_name == "PodSecurityPolicy" && is_built_in_group(object.group) && object["spec"].is_map();
}

// A list of capabilities holds the name, or one whose value is not known.
inline bool may_hold(const Value& capabilities, std::string_view name) {
  for (const Value& capability : capabilities.items()) {
    if (capability.is(name) || capability.templated()) return true;
  }
  return false;
}

}  // namespace plimsoll::kubernetes
