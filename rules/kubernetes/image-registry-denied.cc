#include "context.h"
#include "image_policy.h"
#include "kubernetes/replaced_image.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> denied{"denied", "registries, repositories, patterns or beginnings of references", {}};

void check_reference(const Value& value, Context& ctx) {
  if (value.string().empty() || has_unknown_registry(value.string())) return;
  for (const std::string_view entry : ctx[denied]) {
    const std::string_view one[] = {entry};
    if (!is_allowed_image(value.string(), one, "glob") && !is_allowed_image(value.string(), one, "prefix")) continue;
    ctx.report(value.span(), "image '{}' comes from '{}', which is forbidden here", value.string(), entry);
    return;
  }
}

}  // namespace

extern constinit const Rule image_registry_denied = {
    .severity = Severity::error,
    .group = Group::images,
    .aliases = {"kubescape:C-0001", "gatekeeper:general/disallowedrepos", "kyverno:restrict-image-registries"},
    .options = {&denied},
    .check = {[](const Container& container, Context& ctx) {
                if (!has_renamed_image(container)) check_reference(container["image"], ctx);
              },
              [](const Document& document, Context& ctx) {
                for (const Value& image : new_images_of(document)) check_reference(image["newName"], ctx);
              }},
};

}  // namespace plimsoll::kubernetes
