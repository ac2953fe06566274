#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/scaling.h"
#include "kubernetes/version.h"

namespace plimsoll::kubernetes {
namespace {

bool is_given(const Value& policy) { return policy.is_scalar() && !policy.templated() && !policy.is(""); }

}  // namespace

extern constinit const Rule restart_policy_invalid_for_kind = {
    .severity = Severity::error,
    .group = Group::correctness,
    .replaces = {"schema-violation", "restart-policy-not-always"},
    .check = {[](const Workload& workload, Context& ctx) {
                const Value policy = workload["restartPolicy"];
                if (!is_one_of(*workload.object,
                               {"Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController"}) ||
                    !is_given(policy) || policy.is("Always"))
                  return;
                Report report = ctx.report(policy.span(),
                                           "restart policy '{}' is rejected: the pods of a {} are always "
                                           "restarted",
                                           policy.string(), workload.object->kind_name);
                if (auto edit = erase(workload.pod_spec, {"restartPolicy"}, ctx.source()))
                  report.suggest("remove it", *edit);
              },
              [](const Container& container, Context& ctx) {
                // Since then containers may have rules of their own.
                constexpr int kContainerRules = 35;
                const Value policy = container["restartPolicy"];
                const bool ephemeral = container.role == Container::Role::ephemeral;
                const bool init = container.role == Container::Role::init || container.role == Container::Role::sidecar;
                if (!is_given(policy) || container.workload->steps ||
                    (target_version(ctx) >= kContainerRules && !ephemeral) || (init && policy.is("Always")))
                  return;
                if (init) {
                  ctx.report(policy.span(), "the restart policy of an init container can only be 'Always'");
                } else {
                  ctx.report(policy.key_span(), "container '{}' cannot have a restart policy of its own",
                             container.name());
                }
              }},
};

}  // namespace plimsoll::kubernetes
