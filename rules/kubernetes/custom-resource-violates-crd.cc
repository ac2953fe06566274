#include "context.h"
#include "kubernetes/custom_schemas.h"
#include "kubernetes/manifest.h"

namespace plimsoll::kubernetes {

extern constinit const Rule custom_resource_violates_crd = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Manifest& manifest, Context& ctx) {
          if (manifest.custom_schemas == nullptr) return;
          for (const Object& object : manifest.objects) {
            const auto* definition = manifest.custom_schemas->find(object);
            if (definition == nullptr) continue;
            for (const Deviation& deviation : deviations_of(object, definition->schema)) {
              ctx.report(deviation.place.span(), "by the definition of {}, {}", object.kind_name, deviation.message)
                  .note(*definition->location, "its definition");
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
