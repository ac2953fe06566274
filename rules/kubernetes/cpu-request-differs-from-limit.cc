#include "context.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {

extern constinit const Rule cpu_request_differs_from_limit = {
    .severity = Severity::info,
    .group = Group::resources,
    .profile = Profile::all,
    .aliases = {"kube-score:container-cpu-requests-equal-limits",
                "kube-score:container-resource-requests-equal-limits"},
    .check =
        [](const Container& container, Context& ctx) {
          const auto difference = difference_of(container, "cpu");
          if (!difference) return;
          ctx.report(difference->request.span(), "container '{}' requests '{}' of CPU, but {}", container.name(),
                     difference->request.string(),
                     difference->limit.missing() ? "has no limit"
                                                 : fmt::format("its limit is '{}'", difference->limit.string()));
        },
};

}  // namespace plimsoll::kubernetes
