#include <algorithm>

#include "context.h"
#include "kubernetes/address.h"
#include "kubernetes/network_policy.h"

namespace plimsoll::kubernetes {
namespace {

// All pods of all namespaces, or all addresses.
bool is_everyone(const Value& peer) {
  const Value block = peer["ipBlock"], pods = peer["podSelector"], namespaces = peer["namespaceSelector"];
  if (block.present()) {
    const Value except = block["except"];
    return is_everywhere(block["cidr"].string()) && except.size() == 0 && !except.templated();
  }
  return picks_all(namespaces) && (pods.missing() || picks_all(pods));
}

// Name resolution goes to wherever the servers are.
bool is_dns(const Value& ports) {
  const std::vector<Value> all = ports.items();
  return !all.empty() && std::all_of(all.begin(), all.end(), [](const Value& port) {
    const Value first = port["port"], last = port["endPort"];
    if (!last.missing() && last.integer() != 53) return last.templated();
    return first.integer() == 53 || first.is("dns") || first.is("dns-tcp");
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
            const std::vector<Value> peers = rule.peers.items();
            const auto everyone = std::find_if(peers.begin(), peers.end(), is_everyone);
            if (everyone == peers.end()) continue;
            ctx.report(rule.value.span(), "this rule allows traffic {}", whom)
                .note(everyone->span(), "this peer is everyone");
          }
        },
};

}  // namespace plimsoll::kubernetes
