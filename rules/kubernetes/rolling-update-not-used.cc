#include "context.h"
#include "kubernetes/rollout.h"

namespace plimsoll::kubernetes {

extern constinit const Rule rolling_update_not_used = {
    .severity = Severity::warning,
    .group = Group::reliability,
    .profile = Profile::all,
    .aliases = {"kube-linter:no-rolling-update-strategy", "kube-linter:update-configuration",
                "kube-score:deployment-strategy", "kubescape:C-0305"},
    .check =
        [](const Object& object, Context& ctx) {
          const auto strategy = rollout_strategy_of(object);
          if (!strategy || !strategy->type.is_scalar() || strategy->type.templated()) return;
          if (strategy->type.is(strategy->rolling)) return;
          ctx.report(strategy->type.span(), "{} '{}' is not updated pod by pod: its strategy is '{}', not '{}'",
                     object.kind_name, object.name, strategy->type.string(), strategy->rolling);
        },
};

}  // namespace plimsoll::kubernetes
