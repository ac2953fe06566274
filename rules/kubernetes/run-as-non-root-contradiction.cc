#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule run_as_non_root_contradiction = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"kube-linter:run-as-non-root"},
    .replaces = {"run-as-root-user", "run-as-non-root-missing"},
    .check =
        [](const Container& container, Context& ctx) {
          const Value flag = container.effective("runAsNonRoot");
          const Value user = container.effective("runAsUser");
          if (!flag.is(true) || user.integer() != 0) return;
          ctx.report(user.span(),
                     "user 0 is what 'runAsNonRoot: true' forbids, so the kubelet does not start the container")
              .note(flag.span(), "root is forbidden here");
        },
};

}  // namespace plimsoll::kubernetes
