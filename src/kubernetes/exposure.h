// What leads requests from outside of the cluster to Services, and who of them gets through.
#pragma once

#include <string_view>
#include <vector>

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

struct Exposure {
  std::string_view service;
  std::string_view space;  // its namespace; empty: that of the object
  Value place;             // the value that does it
};
// Of a Route of OpenShift, and a VirtualService of Istio that is bound to a gateway. Names that are not known are left
// out. (The backends of an Ingress and of the Gateway API's routes are references of their own.)
std::vector<Exposure> exposures_of(const Object& object);

// Annotations of the Ingress, or its class, keep off those who have no login or come from elsewhere; or it cannot be
// known that none does.
bool is_guarded(const Object& ingress);

}  // namespace plimsoll::kubernetes
