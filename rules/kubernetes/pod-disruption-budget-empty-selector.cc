#include "context.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {
namespace {

bool is_empty(const Value& list) { return list.missing() || ((list.is_map() || list.is_list()) && list.size() == 0); }

}  // namespace

extern constinit const Rule pod_disruption_budget_empty_selector = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"kube-linter:pdb-min-available"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value spec = object["spec"], selector = spec["selector"];
          if (!is_one_of(object, {"PodDisruptionBudget"}) || (spec.present() && !spec.is_map())) return;
          const bool none = selector.missing();
          if (!none &&
              !(selector.is_map() && is_empty(selector["matchLabels"]) && is_empty(selector["matchExpressions"])))
            return;
          if (none || object.version == "v1beta1") {
            ctx.report(spec.exists() ? selector.span() : object.place(),
                       "the budget selects no pods, so it protects none");
          } else {
            ctx.report(selector.span(), "the budget counts all pods of its namespace as one group");
          }
        },
};

}  // namespace plimsoll::kubernetes
