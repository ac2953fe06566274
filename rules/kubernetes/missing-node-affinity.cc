#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
extern constinit const Rule missing_node_affinity = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kube-linter:no-node-affinity"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const auto affinity = workload.pod_spec.known({"affinity", "nodeAffinity"});
          if (workload.steps || !affinity || !affinity->missing()) return;
          ctx.report(affinity->span(), "the pod has no node affinity, so any node that has room may get it");
        },
};

}  // namespace plimsoll::kubernetes
