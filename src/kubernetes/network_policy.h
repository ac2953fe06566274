// NetworkPolicies: which traffic their rules allow.
//
//   for (const PolicyRule& rule : rules_of(policy)) if (rule.egress) … rule.peers.items() …
#pragma once

#include <vector>

#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

// Of networking.k8s.io, or of one of the groups before it.
bool is_network_policy(const Object& object);

// A selector of pods or namespaces that picks all of them: {}, or with nothing but empty parts.
bool picks_all(const Value& selector);

// An item of ingress or egress.
struct PolicyRule {
  bool egress = false;
  Value value;
  Value peers, ports;       // `from` or `to`; empty or absent: all
  bool known_peers = true;  // they are a list, or are not there
};
std::vector<PolicyRule> rules_of(const Object& policy);

}  // namespace plimsoll::kubernetes
