#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule pod_disruption_budget_eviction_policy = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::strict,
    .aliases = {"kube-linter:pdb-unhealthy-pod-eviction-policy",
                "azure-policy:[Preview]: Sets UnhealthyPodEvictionPolicy to 'AlwaysAllow'",
                "azure-policy:5c58d54b-87f0-4dcd-83ea-e855fc988997"},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.kind_name != "PodDisruptionBudget" || !is_built_in_group(object.group)) return;
          // The field came later than v1beta1 went.
          if (object.version == "v1beta1") return;
          const Value spec = object["spec"];
          if ((!spec.missing() && !spec.is_map()) || !spec["unhealthyPodEvictionPolicy"].missing()) return;
          Report report = ctx.report(spec.exists() ? spec.key_span() : object.place(),
                                     "pods that never become ready keep their node from being drained");
          if (auto edit = set(spec, {"unhealthyPodEvictionPolicy"}, "AlwaysAllow", ctx.source()))
            report.suggest("set 'unhealthyPodEvictionPolicy: AlwaysAllow'", *edit);
        },
};

}  // namespace plimsoll::kubernetes
