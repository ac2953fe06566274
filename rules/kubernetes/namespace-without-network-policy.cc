#include <algorithm>

#include "context.h"
#include "neighbours.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> strict{"strict", "also where the run has no network policy at all", false};
constinit const Option<bool> egress{"egress", "what leaves the pods has to be denied as well", false};

bool is_policy(const ObjectSummary& object) { return object.details && !object.details->policed.empty(); }

// It may mean any namespace.
bool is_everywhere(const ObjectSummary& object) {
  return is_policy(object) && object.details->policed.front().all_spaces;
}

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
          if (std::any_of(project.objects.begin(), project.objects.end(), is_everywhere)) return;
          for (const ObjectSummary* object : namespaces_without(project, is_policy, ctx[strict])) {
            if (object->kind_name != "Namespace") continue;
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
          if (std::any_of(project.objects.begin(), project.objects.end(), is_everywhere)) return;
          const bool out = ctx[egress];
          if (!ctx[strict] && !project.complete &&
              std::none_of(project.objects.begin(), project.objects.end(), is_policy))
            return;
          const auto denies = [](const ObjectSummary& object, auto direction) {
            return is_policy(object) && object.details->policed.front().*direction &&
                   object.details->policed.front().selector.requirements.empty();
          };
          const auto denies_in = [&](const ObjectSummary& object) {
            return denies(object, &PolicedPods::denies_ingress);
          };
          const auto denies_out = [&](const ObjectSummary& object) {
            return denies(object, &PolicedPods::denies_egress);
          };
          std::vector<const ObjectSummary*> lacking = namespaces_without(project, denies_in, true);
          if (out) {
            const auto more = namespaces_without(project, denies_out, true);
            lacking.insert(lacking.end(), more.begin(), more.end());
            std::sort(lacking.begin(), lacking.end());
            lacking.erase(std::unique(lacking.begin(), lacking.end()), lacking.end());
          }
          for (const ObjectSummary* object : lacking) {
            const bool is_namespace = object->kind_name == "Namespace";
            ctx.report(
                project.at(*object),
                "the namespace {}'{}' has no policy that denies everything, so pods that no other one selects are open",
                is_namespace ? "" : "of ", object->name);
          }
        },
};

}  // namespace plimsoll::kubernetes
