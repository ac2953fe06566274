#include <algorithm>

#include "context.h"
#include "kubernetes/network_policy.h"

namespace plimsoll::kubernetes {
namespace {

bool holds_only(const Value& peer, std::string_view field) {
  return peer.is_map() && peer.size() == 1 && peer[field].is_map();
}

}  // namespace

extern constinit const Rule network_policy_peer_selector_or_and = {
    .severity = Severity::info,
    .group = Group::correctness,
    .profile = Profile::all,
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_network_policy(object)) return;
          for (const PolicyRule& rule : rules_of(object)) {
            const std::vector<Value> peers = rule.peers.items();
            const auto is_space = [](const Value& peer) { return holds_only(peer, "namespaceSelector"); };
            const auto space = std::find_if(peers.begin(), peers.end(), is_space);
            if (std::count_if(peers.begin(), peers.end(), is_space) != 1 || space + 1 == peers.end()) continue;
            const Value& next = *(space + 1);
            if (!holds_only(next, "podSelector")) continue;
            ctx.report(next.entries()[0].first.span(),
                       "this allows pods of the own namespace, not only those in the namespaces above")
                .note(space->entries()[0].first.span(), "all pods of these namespaces are allowed");
          }
        },
};

}  // namespace plimsoll::kubernetes
