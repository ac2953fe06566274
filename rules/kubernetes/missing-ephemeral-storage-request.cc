#include "context.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> include_init{"include-init", "init containers need one too", true};

}  // namespace

extern constinit const Rule missing_ephemeral_storage_request = {
    .severity = Severity::info,
    .group = Group::resources,
    .profile = Profile::all,
    .aliases = {"kube-score:container-ephemeral-storage-request-and-limit", "sonar:S6897"},
    .options = {&include_init},
    .check =
        [](const Container& container, Context& ctx) {
          const auto missing = missing_resource(container, "requests", "ephemeral-storage", ctx[include_init]);
          if (!missing) return;
          ctx.report(missing->span, "container '{}' requests no ephemeral storage, so it may land on a full node",
                     container.name())
              .unless(missing->fact);
        },
};

}  // namespace plimsoll::kubernetes
