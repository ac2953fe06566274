#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule ephemeral_container_in_manifest = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"kyverno:block-ephemeral-containers"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value list = workload["ephemeralContainers"];
          if (!list.items().empty())
            ctx.report(list.key_span(), "ephemeral containers cannot be created with the pod, only added to it later");
        },
};

}  // namespace plimsoll::kubernetes
