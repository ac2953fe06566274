#include <map>

#include "context.h"
#include "kubernetes/int_or_percent.h"
#include "neighbours.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> strict{"strict", "replicas that nobody sets are one", false};

bool is_whole(const IntOrPercent& least) { return least.percent && least.number >= 100; }

// All the pods that a budget protects.
struct Protected {
  int64_t pods = 0;
  bool known = true;
  const ObjectSummary* counted = nullptr;  // has the first number
  Span place;
};

void add(const ObjectSummary& workload, const Scalers& scalers, const Context& ctx, Protected& sum) {
  const ReplicaSummary& replicas = *workload.details->replicas;
  const ObjectSummary* scaler = scalers.of(workload);
  std::optional<int64_t> number = scaler ? scaler->details->scaler->least : replicas.number;
  if (!scaler && !number && ctx[strict]) number = 1;
  sum.known = sum.known && number;
  sum.pods += number.value_or(0);
  if (sum.counted) return;
  sum.counted = scaler ? scaler : &workload;
  sum.place = scaler ? scaler->details->scaler->place : replicas.place;
}

}  // namespace

extern constinit const Rule pod_disruption_budget_blocks_eviction = {
    .severity = Severity::error,
    .group = Group::reliability,
    .aliases = {"kube-linter:pdb-max-unavailable", "kube-linter:pdb-min-available", "polaris:pdbDisruptionsIsZero",
                "polaris:pdbMinAvailableGreaterThanHPAMinReplicas",
                "azure-policy:[Preview]: Kubernetes cluster should implement accurate Pod Disruption Budgets",
                "azure-policy:d9e8f2c1-4c5a-4f5c-8b5a-2abf1e9f7b4d",
                "azure-policy:Sets maxUnavailable pods to 1 for PodDisruptionBudget resources",
                "azure-policy:d77f191e-2338-45d0-b6d4-4ee1c586a192", "gatekeeper:general/poddisruptionbudget",
                "kyverno:pdb-maxunavailable", "kyverno:pdb-minavailable", "kyverno:pdb-maxunavailable-with-deployments",
                "kyverno:deployment-replicas-higher-than-pdb", "kyverno:require-replicas-allow-disruption"},
    .options = {&strict},
    .check = {[](const Object& object, Context& ctx) {
                if (object.kind_name != "PodDisruptionBudget" || !is_built_in_group(object.group)) return;
                const Value stay = object["spec"]["minAvailable"], go = object["spec"]["maxUnavailable"];
                const auto least = int_or_percent(stay), most = int_or_percent(go);
                if (stay.present() && go.present()) {
                  ctx.report(go.key_span(), "a budget with both 'minAvailable' and 'maxUnavailable' is rejected")
                      .note(stay.key_span(), "the other one");
                } else if (most && most->zero()) {
                  ctx.report(go.span(), "no pod may ever be evicted, so the node of one cannot be drained");
                } else if (least && is_whole(*least)) {
                  ctx.report(stay.span(), "all pods must stay, so the node of one cannot be drained");
                }
              },
              [](const Project& project, Context& ctx) {
                const Scalers scalers(project, Scalers::Kind::horizontal);
                const Pickers budgets(project, "PodDisruptionBudget");
                std::map<const ObjectSummary*, Protected> sums;
                for (const ObjectSummary& object : project.objects) {
                  if (object.kind_name == "DaemonSet" || object.kind_name.ends_with("Job")) continue;
                  for (const ObjectSummary* budget : budgets.of(object)) {
                    if (object.details->replicas) {
                      add(object, scalers, ctx, sums[budget]);
                    } else {
                      sums[budget].known = false;
                    }
                  }
                }
                for (const auto& [budget, sum] : sums) {
                  if (!budget->details->budget || !sum.known || sum.pods == 0) continue;
                  const BudgetSummary& own = *budget->details->budget;
                  if (is_whole(own.least) || own.least.up(sum.pods) < sum.pods) continue;
                  ctx.report(project.at(*budget, own.place),
                             "{} of {} pod{} must stay, so the node of one cannot be drained", own.least.up(sum.pods),
                             sum.pods, sum.pods == 1 ? "" : "s")
                      .note(project.at(*sum.counted, sum.place), "how many there are");
                }
              }},
};

}  // namespace plimsoll::kubernetes
