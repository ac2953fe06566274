#include <algorithm>

#include "context.h"
#include "kubernetes/network_policy.h"

namespace plimsoll::kubernetes {

extern constinit const Rule network_policy_empty_pod_selector = {
    .severity = Severity::info,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"trivy:KSV-0038", "trivy:KSV038", "trivy:AVD-KSV-0038",
                "kyverno:restrict-networkpolicy-empty-podselector"},
    .check =
        [](const Object& object, Context& ctx) {
          const auto selector = object.root.known({"spec", "podSelector"});
          if (!is_network_policy(object) || !object["spec"].is_map() || !selector) return;
          const std::vector<PolicyRule> rules = rules_of(object);
          if (selector->missing()) {
            const bool selects = std::any_of(rules.begin(), rules.end(), [](const PolicyRule& rule) {
              const std::vector<Value> peers = rule.peers.items();
              return std::any_of(peers.begin(), peers.end(), [](const Value& peer) {
                return peer["podSelector"].present() || peer["namespaceSelector"].present();
              });
            });
            if (selects) return;
          } else if (!picks_all(*selector) || rules.empty()) {
            return;
          }
          const Span place = !selector->exists()   ? object["spec"].key_span()
                             : selector->missing() ? selector->key_span()
                                                   : selector->span();
          ctx.report(place, "NetworkPolicy '{}' is for all pods of the namespace", object.name);
        },
};

}  // namespace plimsoll::kubernetes
