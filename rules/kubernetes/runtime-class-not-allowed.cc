#include <algorithm>

#include "context.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> allowed{"allowed", "the approved runtime classes; empty: all", {}};
constinit const Option<bool> required{"required", "a pod has to name one", false};

}  // namespace

extern constinit const Rule runtime_class_not_allowed = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:restrict-runtimeClassName", "kyverno:add-runtimeClassName"},
    .options = {&allowed, &required},
    .check =
        [](const Workload& workload, Context& ctx) {
          const auto name = workload.pod_spec.known({"runtimeClassName"});
          if (!name || workload.steps) return;
          const Names names = ctx[allowed];
          if (name->missing() || name->is("")) {
            if (ctx[required]) ctx.report(name->span(), "the pod names no runtime class");
          } else if (name->is_scalar() && !names.empty() &&
                     std::find(names.begin(), names.end(), name->string()) == names.end()) {
            ctx.report(name->span(), "runtime class '{}' is not approved", name->string());
          }
        },
};

}  // namespace plimsoll::kubernetes
