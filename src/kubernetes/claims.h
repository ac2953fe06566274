// The claims that a StatefulSet makes for each of its pods.
#pragma once

#include <vector>

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

// Empty for other kinds.
std::vector<Value> claim_templates_of(const Object& object);

}  // namespace plimsoll::kubernetes
