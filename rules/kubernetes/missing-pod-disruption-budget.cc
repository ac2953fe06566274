#include "context.h"
#include "neighbours.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<int64_t> min_replicas{"min-replicas", "not where fewer replicas are written", 2};
constinit const Option<bool> strict{"strict", "also where there is no budget near it at all", false};

bool is_below(const std::optional<int64_t>& number, const Context& ctx) {
  return number && *number < ctx[min_replicas];
}

}  // namespace

extern constinit const Rule missing_pod_disruption_budget = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::all,
    .aliases = {"kube-score:deployment-has-poddisruptionbudget", "kube-score:statefulset-has-poddisruptionbudget",
                "polaris:missingPodDisruptionBudget", "kics:Deployment Without PodDisruptionBudget",
                "kics:b23e9b98-0cb6-4fc9-b257-1f3270442678", "kics:StatefulSet Without PodDisruptionBudget",
                "kics:1db3a5a5-bf75-44e5-9e44-c56cfc8b1ac5", "kyverno:require-pdb", "kyverno:create-default-pdb"},
    .options = {&min_replicas, &strict},
    .check =
        [](const Project& project, Context& ctx) {
          const Scalers scalers(project, Scalers::Kind::horizontal);
          const Pickers budgets(project, "PodDisruptionBudget");
          for (const ObjectSummary& object : project.objects) {
            if (object.kind_name != "Deployment" && object.kind_name != "StatefulSet") continue;
            if (!object.details || !object.details->replicas || object.details->pods.empty()) continue;
            // Labels that are not known, or a patch, which has none.
            const auto& labels = object.details->pods.front().labels;
            if (!labels || labels->empty()) continue;
            const ObjectSummary* scaler = scalers.of(object);
            if (is_below(object.details->replicas->number, ctx)) continue;
            if (scaler &&
                (is_below(scaler->details->scaler->least, ctx) || is_below(scaler->details->scaler->most, ctx)))
              continue;
            if ((!ctx[strict] && !budgets.near(object)) || !budgets.of(object).empty()) continue;
            ctx.report(project.at(object),
                       "no disruption budget keeps the pods of {} '{}' from being evicted all at once",
                       object.kind_name, object.name);
          }
        },
};

}  // namespace plimsoll::kubernetes
