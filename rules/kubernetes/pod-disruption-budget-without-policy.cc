#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule pod_disruption_budget_without_policy = {
    .severity = Severity::warning,
    .group = Group::reliability,
    .aliases = {"kube-score:poddisruptionbudget-has-policy"},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.kind_name != "PodDisruptionBudget" || !is_built_in_group(object.group)) return;
          const Value spec = object["spec"];
          if (!spec.missing() && !spec.is_map()) return;
          if (!spec["minAvailable"].missing() || !spec["maxUnavailable"].missing()) return;
          ctx.report(spec.exists() ? spec.key_span() : object.place(),
                     "the budget says neither how many pods must stay nor how many may go, so one must stay");
        },
};

}  // namespace plimsoll::kubernetes
