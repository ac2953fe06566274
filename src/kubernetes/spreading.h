// What keeps the pods of a workload apart.
#pragma once

#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

enum class Apart : uint8_t {
  preferably,  // by node, zone or region, if it can be done
  strictly,    // by node, or they do not start
};
// A term of the pod anti-affinity or a topology spread constraint picks the workload's own pods. Where that cannot be
// known it does.
bool keeps_apart(const Workload& workload, Apart how);

}  // namespace plimsoll::kubernetes
