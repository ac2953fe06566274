#include "context.h"
#include "image_policy.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> denied{"denied", "registries, repositories, patterns or beginnings of references", {}};

}  // namespace

extern constinit const Rule image_registry_denied = {
    .severity = Severity::error,
    .group = Group::images,
    .aliases = {"kubescape:C-0001", "gatekeeper:general/disallowedrepos", "kyverno:restrict-image-registries"},
    .options = {&denied},
    .check =
        [](const Container& container, Context& ctx) {
          const Value value = container["image"];
          if (value.string().empty() || has_unknown_registry(value.string())) return;
          for (const std::string_view entry : ctx[denied]) {
            const std::string_view one[] = {entry};
            if (!is_allowed_image(value.string(), one, "glob") && !is_allowed_image(value.string(), one, "prefix")) {
              continue;
            }
            ctx.report(value.span(), "image '{}' comes from '{}', which is forbidden here", value.string(), entry);
            return;
          }
        },
};

}  // namespace plimsoll::kubernetes
