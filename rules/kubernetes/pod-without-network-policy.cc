#include <algorithm>

#include "context.h"
#include "network_policies.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> directions{
    "directions", "what policies have to restrict: any, ingress, egress or both", "any", [](std::string_view text) {
      return choice_problem(text, {"any", "ingress", "egress", "both"});
    }};
constinit const Option<bool> strict{"strict", "also where the run has no network policy at all", false};

}  // namespace

extern constinit const Rule pod_without_network_policy = {
    .severity = Severity::warning,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"kube-linter:non-isolated-pod", "kube-score:pod-networkpolicy", "polaris:missingNetworkPolicy",
                "checkov:CKV2_K8S_6", "kics:Pod Misconfigured Network Policy",
                "kics:0401f71b-9c1e-4821-ab15-a955caa621be", "kubescape:C-0030", "kubescape:C-0260",
                "kyverno:require-netpol", "kyverno:add-network-policy", "kyverno:add-networkpolicy-dns",
                "cis-kubernetes:5.3.2", "nsa:Network separation: network policies (C-0030, C-0054)"},
    .options = {&directions, &strict},
    .check =
        [](const Project& project, Context& ctx) {
          const NetworkPolicies policies(project);
          if (!policies.known() && !ctx[strict]) return;
          const std::string_view wanted = ctx[directions];
          const auto restricts = [&](const auto& policies_of_pod, auto direction) {
            return std::any_of(policies_of_pod.begin(), policies_of_pod.end(),
                               [&](const NetworkPolicies::Policy& policy) { return policy.pods->*direction; });
          };
          for (const ObjectSummary& object : project.objects) {
            if (!object.details || is_unknown_namespace(object.namespace_)) continue;
            for (const PodSummary& pod : object.details->pods) {
              if (!pod.labels || pod.host_network) continue;
              const auto& own = policies.of(pod);
              const bool let_in = (wanted == "ingress" || wanted == "both") && !restricts(own, &PolicedPods::ingress);
              const bool let_out = (wanted == "egress" || wanted == "both") && !restricts(own, &PolicedPods::egress);
              if (!own.empty() && !let_in && !let_out) continue;
              ctx.report(project.at(object), "no NetworkPolicy restricts what {} the pods of '{}'",
                         own.empty()         ? "reaches or leaves"
                         : let_in && let_out ? "reaches or leaves"
                         : let_in            ? "reaches"
                                             : "leaves",
                         object.name);
              break;
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
