#include <algorithm>

#include "context.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> allowed{"allowed", "the classes that count; empty: all", {}};

}  // namespace

extern constinit const Rule priority_class_missing = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"polaris:priorityClassNotSet", "kyverno:allowed-podpriorities", "kyverno:require-pod-priorityclassname",
                "kyverno:allowed-pod-priorities"},
    .options = {&allowed},
    .check =
        [](const Workload& workload, Context& ctx) {
          const auto name = workload.pod_spec.known({"priorityClassName"});
          if (workload.steps || !name) return;
          const Names names = ctx[allowed];
          if (name->missing() || name->is("")) {
            ctx.report(name->span(),
                       "the pod has no priority class, so it may be the first to go when the cluster is full");
          } else if (name->is_scalar() && !names.empty() &&
                     std::find(names.begin(), names.end(), name->string()) == names.end()) {
            ctx.report(name->span(), "priority class '{}' is none of the approved ones", name->string());
          }
        },
};

}  // namespace plimsoll::kubernetes
