// Which pods, or which services, an object speaks of, by its selectors.
#pragma once

#include <vector>

#include "project.h"

namespace plimsoll {

// `workloads`: those of the object.
std::vector<Choice> choices_of(const kubernetes::Object& object, const std::vector<kubernetes::Workload>& workloads);

}  // namespace plimsoll
