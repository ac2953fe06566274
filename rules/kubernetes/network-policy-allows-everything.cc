#include <algorithm>

#include "context.h"
#include "kubernetes/address.h"
#include "kubernetes/network_policy.h"

namespace plimsoll::kubernetes {
namespace {

bool is_empty_map(const Value& value) { return value.is_map() && value.size() == 0 && !value.templated(); }

// All pods of all namespaces, or all addresses.
bool is_everyone(const Value& peer) {
  const Value block = peer["ipBlock"], pods = peer["podSelector"], namespaces = peer["namespaceSelector"];
  if (block.present()) return is_everywhere(block["cidr"].string()) && block["except"].size() == 0;
  return is_empty_map(namespaces) && (pods.missing() || is_empty_map(pods));
}

// Name resolution goes to wherever the servers are.
bool is_dns(const Value& ports) {
  const std::vector<Value> all = ports.items();
  return !all.empty() && std::all_of(all.begin(), all.end(), [](const Value& port) {
    return port["port"].integer() == 53 || port["port"].is("dns") || port["port"].is("dns-tcp");
  });
}

}  // namespace

extern constinit const Rule network_policy_allows_everything = {
    .severity = Severity::warning,
    .group = Group::network,
    .profile = Profile::strict,
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_network_policy(object)) return;
          for (const PolicyRule& rule : rules_of(object)) {
            if (rule.egress && is_dns(rule.ports)) continue;
            const char* whom = rule.egress ? "to everywhere" : "from everywhere";
            if (!rule.known_peers || (rule.peers.size() == 0 && rule.ports.size() > 0)) continue;
            if (rule.peers.size() == 0) {
              ctx.report(rule.value.span(), "this rule allows all traffic {}", whom);
              continue;
            }
            for (const Value& peer : rule.peers.items()) {
              if (is_everyone(peer)) ctx.report(peer.span(), "this peer allows traffic {}", whom);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
