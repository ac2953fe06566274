#include <algorithm>
#include <set>

#include "context.h"
#include "network_policies.h"

namespace plimsoll::kubernetes {
namespace {

using Policy = NetworkPolicies::Policy;

bool resolves_names(const Policy& policy) { return policy.pods->egress && policy.pods->resolves_names; }
bool has_rules(const Policy& policy) {
  return policy.pods->egress && !policy.pods->egress_place.empty() && !policy.pods->unknown_space;
}

}  // namespace

extern constinit const Rule network_policy_egress_without_dns = {
    .severity = Severity::info,
    .group = Group::network,
    .profile = Profile::all,
    .check =
        [](const Project& project, Context& ctx) {
          const NetworkPolicies policies(project);
          if (!policies.known()) return;
          std::set<const PolicedPods*> said;
          for (const ObjectSummary& object : project.objects) {
            if (!object.details || is_unknown_namespace(object.namespace_)) continue;
            for (const PodSummary& pod : object.details->pods) {
              const auto& own = policies.of(pod);
              const auto first = std::find_if(own.begin(), own.end(), has_rules);
              if (first == own.end() || pod.host_network || std::any_of(own.begin(), own.end(), resolves_names))
                continue;
              if (!said.insert(first->pods).second) continue;
              ctx.report(project.at(*first->object, first->pods->egress_place),
                         "'{}' may not ask for names: no policy lets its requests out to port 53", object.name)
                  .note(project.at(object), "these pods");
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
