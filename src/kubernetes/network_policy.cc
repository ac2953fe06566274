#include "kubernetes/network_policy.h"

#include <algorithm>

namespace plimsoll::kubernetes {

bool is_network_policy(const Object& object) {
  return object.kind_name == "NetworkPolicy" && is_built_in_group(object.group);
}

bool picks_all(const Value& selector) {
  if (!selector.is_map()) return false;
  const auto entries = selector.entries();
  return std::all_of(entries.begin(), entries.end(), [](const auto& entry) {
    const auto& [key, value] = entry;
    const bool labels = key.is("matchLabels");
    if (!labels && !key.is("matchExpressions")) return false;
    return value.missing() || ((labels ? value.is_map() : value.is_list()) && value.size() == 0);
  });
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
