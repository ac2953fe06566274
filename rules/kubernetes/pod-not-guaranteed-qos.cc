#include "context.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {

extern constinit const Rule pod_not_guaranteed_qos = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:require-qos-guaranteed"},
    .replaces = {"pod-best-effort-qos"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const auto qos = qos_of(workload);
          if (!qos || qos == Qos::guaranteed) return;
          ctx.report(workload.pod_spec.key_span(),
                     "the pod is {}, for not every container requests its limits of CPU and memory",
                     qos == Qos::burstable ? "Burstable" : "BestEffort");
        },
};

}  // namespace plimsoll::kubernetes
