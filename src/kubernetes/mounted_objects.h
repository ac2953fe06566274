// Volumes that are objects of the cluster (ConfigMaps, Secrets, claims) and stand in the same run.
#pragma once

#include <string_view>

#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

// Reports each volume that is made from an object of this kind and mounted by a container, if the object is defined in
// the run. The volume's `source` ("configMap") names it in the field `field`.
void report_mounted_objects(const Workload& workload, std::string_view source, std::string_view field,
                            std::string_view kind, Context& ctx);

}  // namespace plimsoll::kubernetes
