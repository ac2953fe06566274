#include <algorithm>

#include "context.h"
#include "network_policies.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> strict{"strict", "also where the run has no network policy at all", false};
constinit const Option<bool> egress{"egress", "what leaves the pods has to be denied as well", false};

}  // namespace

extern constinit const Rule namespace_without_network_policy = {
    .severity = Severity::warning,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0049", "kubescape:C-0054", "kubescape:C-0206", "kyverno:namespace-inventory-check",
                "kyverno:require-netpol", "cis-kubernetes:5.3.2", "nsa:C-0054"},
    .options = {&strict},
    .check =
        [](const Project& project, Context& ctx) {
          const auto is_any = [](const PolicedPods&) { return true; };
          for (const ObjectSummary* object : namespaces_without_policy(project, ctx[strict], is_any)) {
            ctx.report(project.at(*object),
                       "the namespace '{}' has no NetworkPolicy, so all of the cluster can reach its pods",
                       object->name);
          }
        },
};

extern constinit const Rule network_policy_without_default_deny = {
    .severity = Severity::info,
    .group = Group::network,
    .profile = Profile::all,
    .options = {&egress, &strict},
    .check =
        [](const Project& project, Context& ctx) {
          const auto without = [&](auto denies) {
            return namespaces_without_policy(project, ctx[strict], [denies](const PolicedPods& policed) {
              return policed.*denies && policed.selector.requirements.empty();
            });
          };
          std::vector<const ObjectSummary*> lacking = without(&PolicedPods::denies_ingress);
          if (ctx[egress]) {
            const auto more = without(&PolicedPods::denies_egress);
            lacking.insert(lacking.end(), more.begin(), more.end());
            std::sort(lacking.begin(), lacking.end());
            lacking.erase(std::unique(lacking.begin(), lacking.end()), lacking.end());
          }
          for (const ObjectSummary* object : lacking) {
            ctx.report(
                project.at(*object),
                "the namespace '{}' has no policy that denies everything, so pods that no other one selects are open",
                object->name);
          }
        },
};

}  // namespace plimsoll::kubernetes
