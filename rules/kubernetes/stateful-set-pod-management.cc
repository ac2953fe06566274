#include <algorithm>

#include "context.h"
#include "kubernetes/relations.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {

extern constinit const Rule stateful_set_pod_management = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::all,
    .check =
        [](const Workload& workload, Context& ctx) {
          const Object& object = *workload.object;
          const Value policy = object["spec"]["podManagementPolicy"], service = object["spec"]["serviceName"];
          if (!is_one_of(object, {"StatefulSet"}) || (!policy.missing() && !policy.is("OrderedReady"))) return;
          const auto replicas = replicas_of(object);
          const bool gated = std::any_of(workload.containers.begin(), workload.containers.end(),
                                         [](const auto& each) { return !each["readinessProbe"].missing(); });
          if (!replicas || replicas->number.value_or(1) < 2 || !gated || !service.is_scalar()) return;
          ctx.report(service.span(), "if its readiness asks for the other pods, '{}' never starts the second",
                     object.name)
              .given(relation_facts(Relation::hides_unready, object, "Service", service.string()),
                     "pods that are not ready have no address here");
        },
};

}  // namespace plimsoll::kubernetes
