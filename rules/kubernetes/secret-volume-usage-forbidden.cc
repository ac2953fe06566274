#include "context.h"
#include "kubernetes/secret_uses.h"

namespace plimsoll::kubernetes {
extern constinit const Rule secret_volume_usage_forbidden = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:no-secrets", "kyverno:disallow-all-secrets"},
    .check =
        [](const Workload& workload, Context& ctx) {
          for (const SecretUse& use : secret_uses_of(workload)) {
            ctx.report(use.reference.key_span(), "the pod takes Secret '{}' from the cluster, where none may be kept",
                       use.name.string());
          }
        },
};

}  // namespace plimsoll::kubernetes
