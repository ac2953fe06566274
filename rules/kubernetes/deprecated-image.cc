#include "context.h"
#include "image_facts.h"
#include "kubernetes/replaced_image.h"

namespace plimsoll::kubernetes {

extern constinit const Rule deprecated_image = {
    .severity = Severity::warning,
    .group = Group::images,
    .check =
        [](const Container& container, Context& ctx) {
          const Value value = container["image"];
          if (!value.is_scalar() || value.templated() || has_renamed_image(container)) return;
          const auto found = plimsoll::deprecated_image(split_image(value.string()));
          if (!found) return;
          ctx.report(value.span(), "image '{}' {}{}{}", value.string(), found->reason,
                     found->replacement.empty() ? "" : "; use ", found->replacement);
        },
};

}  // namespace plimsoll::kubernetes
