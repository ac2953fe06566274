// The volumes that containers of a pod may mount, by name.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

// All of them stand in the manifest. Not so in patches and templates, in steps of a pipeline, and in custom resources
// whose controller may add some.
bool knows_volumes(const Workload& workload);

// Those of the pod, and the claims that a StatefulSet or its like makes. Nothing where there may be others.
std::optional<std::vector<std::string_view>> volume_names_of(const Workload& workload);

}  // namespace plimsoll::kubernetes
