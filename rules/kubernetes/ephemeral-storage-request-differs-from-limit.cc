#include "context.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {

extern constinit const Rule ephemeral_storage_request_differs_from_limit = {
    .severity = Severity::info,
    .group = Group::resources,
    .profile = Profile::all,
    .aliases = {"kube-score:container-ephemeral-storage-request-equals-limit"},
    .check =
        [](const Container& container, Context& ctx) {
          const auto difference = difference_of(container, "ephemeral-storage");
          if (!difference || !difference->limit.present()) return;
          ctx.report(difference->request.span(), "container '{}' requests '{}' of ephemeral storage, but {}",
                     container.name(), difference->request.string(),
                     !difference->limit.present() ? "has no limit"
                                                  : fmt::format("its limit is '{}'", difference->limit.string()));
        },
};

}  // namespace plimsoll::kubernetes
