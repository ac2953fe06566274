#include "context.h"
#include "kubernetes/int_or_percent.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule pod_disruption_budget_unreasonable = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::all,
    .aliases = {"kyverno:require-reasonable-pdbs"},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.kind_name != "PodDisruptionBudget" || !is_built_in_group(object.group)) return;
          const Value least = object["spec"]["minAvailable"], most = object["spec"]["maxUnavailable"];
          const auto stay = int_or_percent(least), go = int_or_percent(most);
          if (stay && stay->percent && (stay->number > 50 || stay->zero())) {
            ctx.report(least.span(), "{}% of the pods must stay, {}", stay->number,
                       stay->zero() ? "so the budget protects nothing" : "so nodes are drained a few pods at a time");
          }
          if (go && go->percent && go->number < 50) {
            ctx.report(most.span(), "only {}% of the pods may go, so nodes are drained a few pods at a time",
                       go->number);
          }
        },
};

}  // namespace plimsoll::kubernetes
