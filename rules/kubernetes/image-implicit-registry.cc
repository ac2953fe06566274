#include "context.h"
#include "image.h"
#include "kubernetes/replaced_image.h"

namespace plimsoll::kubernetes {

extern constinit const Rule image_implicit_registry = {
    .severity = Severity::info,
    .group = Group::images,
    .profile = Profile::all,
    .check =
        [](const Container& container, Context& ctx) {
          const Value value = container["image"];
          const ImageRef image = split_image(value.string());
          // The control plane of a service mesh fills in "auto".
          if (value.templated() || value.is("auto") || !image.valid() || !image.registry.empty()) return;
          if (has_renamed_image(container)) return;
          ctx.report(value.span(), "image '{}' names no registry, so the node decides where it comes from",
                     value.string());
        },
};

}  // namespace plimsoll::kubernetes
