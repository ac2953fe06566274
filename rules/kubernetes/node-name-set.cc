#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule node_name_set = {
    .severity = Severity::warning,
    .group = Group::reliability,
    .aliases = {"kyverno:restrict-node-selection"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value node = workload["nodeName"];
          if (!node.is_scalar() || node.templated() || node.string().empty()) return;
          // Read from a cluster, where the scheduler has written it.
          if (workload.object->kind_name == "Pod" && !workload.object->metadata["uid"].missing()) return;
          Report report =
              ctx.report(node.span(), "the pod is bound to node '{}' behind the back of the scheduler", node.string());
          if (auto edit = erase(workload.pod_spec, {"nodeName"}, ctx.source())) report.suggest("remove it", *edit);
        },
};

}  // namespace plimsoll::kubernetes
