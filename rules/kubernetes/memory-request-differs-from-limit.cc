#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {

extern constinit const Rule memory_request_differs_from_limit = {
    .severity = Severity::info,
    .group = Group::resources,
    .profile = Profile::all,
    .aliases = {"kube-score:container-memory-requests-equal-limits",
                "kube-score:container-resource-requests-equal-limits", "kyverno:memory-requests-equal-limits"},
    .check =
        [](const Container& container, Context& ctx) {
          const auto difference = difference_of(container, "memory");
          if (!difference) return;
          Report report =
              ctx.report(difference->request.span(), "container '{}' requests '{}' of memory, but {}", container.name(),
                         difference->request.string(),
                         difference->limit.missing() ? "has no limit"
                                                     : fmt::format("its limit is '{}'", difference->limit.string()));
          if (!difference->limit.present()) return;
          if (auto edit = set(container.value, {"resources", "requests", "memory"},
                              ctx.source().text(difference->limit.span()), ctx.source()))
            report.suggest("request as much as the limit", *edit);
        },
};

}  // namespace plimsoll::kubernetes
