// The pods that a network policy isolates: of NetworkPolicy, of Cilium's and Calico's kinds, and of the
// AdminNetworkPolicy of SIG Network.
#pragma once

#include <string_view>
#include <vector>

#include "kubernetes/object.h"
#include "kubernetes/selector.h"

namespace plimsoll::kubernetes {

// The label that the cluster gives each namespace: its name.
inline constexpr std::string_view kSpaceName = "kubernetes.io/metadata.name";

struct PolicedPods {
  Selector selector;           // picks all where it cannot be read, for then it may mean any
  Selector spaces;             // by the labels of the namespaces; the same holds
  bool all_spaces = false;     // not only those of the policy's own namespace
  bool unknown_space = false;  // a template names that namespace, so it may be any; all_spaces is set as well
  bool ingress = false;        // directions that it restricts
  bool egress = false;
  bool denies_ingress = false;  // lets nothing in by itself, or may do so
  bool denies_egress = false;
  bool resolves_names = true;  // lets requests out to port 53, or may do so
  Span egress_place;           // of the key, where there are rules of that direction
};
// One for each part of the policy, or for each way in which a pod may fit its selector.
std::vector<PolicedPods> policed_pods_of(const Object& object);

// A template names it.
bool is_unknown_namespace(std::string_view name);

}  // namespace plimsoll::kubernetes
