#include <algorithm>

#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule share_process_namespace = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value shared = workload["shareProcessNamespace"];
          if (!shared.is(true)) return;
          if (workload["hostPID"].is(true)) {
            ctx.report(shared.span(), "shareProcessNamespace and hostPID exclude each other, so the pod is refused")
                .severity(Severity::error);
            return;
          }
          const auto lasting =
              std::count_if(workload.containers.begin(), workload.containers.end(), [](const Container& container) {
                return container.role == Container::Role::regular || container.role == Container::Role::sidecar;
              });
          if (lasting > 1)
            ctx.report(shared.span(),
                       "containers of the pod see each other's processes, with their environment and files");
        },
};

}  // namespace plimsoll::kubernetes
