#include <algorithm>

#include "context.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> accepted{
    "accepted", "the classes that pods may name", {"system-cluster-critical", "system-node-critical"}};
constinit const Option<bool> system_only{
    "system-classes-for-kube-system", "the two system classes are for pods of the namespace kube-system alone", false};

}  // namespace

extern constinit const Rule priority_class_not_allowed = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kube-linter:priority-class-name", "kyverno:allowed-podpriorities", "kyverno:allowed-pod-priorities"},
    .replaces = {"priority-class-missing"},
    .options = {&accepted, &system_only},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value name = workload.pod_spec["priorityClassName"];
          if (!name.is_scalar() || name.missing() || name.is("") || name.templated()) return;
          const Names names = ctx[accepted];
          const bool system = name.is("system-cluster-critical") || name.is("system-node-critical");
          if (std::find(names.begin(), names.end(), name.string()) == names.end()) {
            ctx.report(name.span(), "priority class '{}' is not approved", name.string());
          } else if (ctx[system_only] && system && workload.object->namespace_ != "kube-system") {
            ctx.report(name.span(), "priority class '{}' is for the cluster's own pods", name.string());
          }
        },
};

}  // namespace plimsoll::kubernetes
