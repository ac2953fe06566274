#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule hpa_max_not_above_min = {
    .severity = Severity::warning,
    .group = Group::reliability,
    .aliases = {"polaris:hpaMaxAvailability"},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.kind_name != "HorizontalPodAutoscaler" || !is_built_in_group(object.group)) return;
          const Value most = object["spec"]["maxReplicas"], least = object["spec"]["minReplicas"];
          const auto high = most.integer(), low = least.missing() ? 1 : least.integer();
          if (!high || !low || *high > *low) return;
          if (*high < *low) {
            ctx.report(most.span(), "the greatest number of replicas, {}, is below the least one, {}", *high, *low)
                .severity(Severity::error)
                .note(least.span(), "the least number");
          } else {
            ctx.report(most.span(), "the autoscaler cannot scale: least and greatest number of replicas are {}", *high)
                .note(least.span(), least.missing() ? "minReplicas is 1 where it is not written" : "the least number");
          }
        },
};

}  // namespace plimsoll::kubernetes
