// The pods that a network policy isolates: of NetworkPolicy, of Cilium's and Calico's kinds, and of the
// AdminNetworkPolicy of SIG Network.
#pragma once

#include <vector>

#include "kubernetes/object.h"
#include "kubernetes/selector.h"

namespace plimsoll::kubernetes {

struct PolicedPods {
  Selector selector;        // picks all where it cannot be read, for then it may mean any
  bool all_spaces = false;  // not only those of the policy's own namespace
  bool ingress = false;     // directions that it restricts
  bool egress = false;
  bool denies_ingress = false;  // lets nothing in by itself
  bool denies_egress = false;
  bool resolves_names = true;  // lets requests out to port 53, or may do so
  Span egress_place;           // of the key, where there are rules of that direction
};
std::vector<PolicedPods> policed_pods_of(const Object& object);

}  // namespace plimsoll::kubernetes
