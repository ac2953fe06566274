// Sandboxes for agents: pods that run code which nobody has read.
#pragma once

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

// A Sandbox or SandboxTemplate, in either of the two groups that have had them.
inline bool is_sandbox(const Object& object) {
  return (object.group == "agents.x-k8s.io" || object.group == "extensions.agents.x-k8s.io") &&
         (object.kind_name == "Sandbox" || object.kind_name == "SandboxTemplate");
}

}  // namespace plimsoll::kubernetes
