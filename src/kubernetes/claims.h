// The claims that a StatefulSet makes for each of its pods, and what claims of the run are facts for (project.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

// Empty for other kinds.
std::vector<Value> claim_templates_of(const Object& object);

// A claim of this name is a raw device ("Block"), or has a file system; as seen from `object`.
std::vector<std::string> claim_facts(const Object& object, std::string_view name, bool raw);

}  // namespace plimsoll::kubernetes
