#include "context.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> include_init{"include-init", "init containers need one too", true};
constinit const Option<std::string_view> maximum{"maximum", "the greatest limit that is fine, such as 2Gi", "",
                                                 quantity_problem};

}  // namespace

extern constinit const Rule missing_ephemeral_storage_limit = {
    .severity = Severity::info,
    .group = Group::resources,
    .profile = Profile::all,
    .aliases = {"kube-score:container-ephemeral-storage-request-and-limit", "gatekeeper:general/ephemeralstoragelimit",
                "sonar:S6870"},
    .options = {&include_init, &maximum},
    .check =
        [](const Container& container, Context& ctx) {
          if (const auto missing = missing_resource(container, "limits", "ephemeral-storage", ctx[include_init])) {
            ctx.report(missing->span,
                       "container '{}' has no limit of ephemeral storage, so it may fill its node's disk",
                       container.name())
                .unless(missing->fact);
            return;
          }
          if (container.role == Container::Role::ephemeral ||
              (container.role == Container::Role::init && !ctx[include_init]))
            return;
          const Amount limit = amount_of(container, "limits", "ephemeral-storage");
          if (limit.unknown || limit.missing()) return;
          const auto most = parse_quantity(ctx[maximum]).value;
          if (!limit.quantity) {
            ctx.report(limit.value.span(), "the limit '{}' of container '{}' is no quantity", limit.value.string(),
                       container.name());
          } else if (most && *limit.quantity > *most) {
            ctx.report(limit.value.span(), "container '{}' may take '{}' of ephemeral storage, more than '{}'",
                       container.name(), limit.value.string(), ctx[maximum]);
          }
        },
};

}  // namespace plimsoll::kubernetes
