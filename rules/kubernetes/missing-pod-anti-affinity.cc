#include "context.h"
#include "kubernetes/relations.h"
#include "kubernetes/scaling.h"
#include "kubernetes/spreading.h"

namespace plimsoll::kubernetes {

extern constinit const Rule missing_pod_anti_affinity = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::strict,
    .aliases = {"kube-linter:no-anti-affinity", "kube-linter:anti-affinity",
                "kube-score:deployment-has-host-podantiaffinity", "kube-score:statefulset-has-host-podantiaffinity",
                "kics:Deployment Has No PodAntiAffinity", "kics:a31b7b82-d994-48c4-bd21-3bab6c31827a",
                "kics:StatefulSet Has No PodAntiAffinity", "kics:d740d048-8ed3-49d3-b77b-6f072f3b669e",
                "azure-policy:Must Have Anti Affinity Rules or Topology Spread Constraints Set",
                "azure-policy:34c88cd4-5d72-4dbb-bf77-12c3cafe8791", "kyverno:create-pod-antiaffinity",
                "kyverno:spread-pods-across-topology"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Object& object = *workload.object;
          const auto replicas = replicas_of(object);
          if (!replicas || keeps_apart(workload, Apart::preferably)) return;
          Report report =
              ctx.report(workload.pod_spec.key_span(), "all pods of {} '{}' may land on one node, and go with it",
                         object.kind_name, object.name);
          if (replicas->number.value_or(1) < 2) {
            report.given(relation_facts(Relation::scaled_to_several, object, object.kind_name, object.name),
                         "the autoscaler never runs less than two");
          } else {
            report.note(replicas->value.span(), fmt::format("{} of them", *replicas->number));
          }
        },
};

}  // namespace plimsoll::kubernetes
