#include "kubernetes/network_policy.h"

namespace plimsoll::kubernetes {

bool is_network_policy(const Object& object) {
  return object.kind_name == "NetworkPolicy" && is_built_in_group(object.group);
}

std::vector<PolicyRule> rules_of(const Object& policy) {
  std::vector<PolicyRule> rules;
  for (const bool egress : {false, true}) {
    for (const Value& value : policy["spec"][egress ? "egress" : "ingress"].items()) {
      const Value peers = value[egress ? "to" : "from"];
      // A rule that is nothing at all is one without conditions.
      if (!value.is_map() && !value.missing()) continue;
      rules.push_back({egress, value, peers, value["ports"],
                       !value.templated() && !peers.templated() && (peers.missing() || peers.is_list())});
    }
  }
  return rules;
}

}  // namespace plimsoll::kubernetes
