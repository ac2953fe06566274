#include "context.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {

extern constinit const Rule pod_best_effort_qos = {
    .severity = Severity::warning,
    .group = Group::resources,
    .profile = Profile::all,
    .aliases = {"kyverno:require-qos-burstable"},
    .check =
        [](const Workload& workload, Context& ctx) {
          if (qos_of(workload) != Qos::best_effort) return;
          ctx.report(workload.pod_spec.key_span(),
                     "no container of the pod asks for CPU or memory, so it is the first to be evicted")
              .unless(any_default_of(workload));
        },
};

}  // namespace plimsoll::kubernetes
