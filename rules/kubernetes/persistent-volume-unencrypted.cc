#include "context.h"
#include "kubernetes/run_facts.h"

namespace plimsoll::kubernetes {
extern constinit const Rule persistent_volume_unencrypted = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0264"},
    .check =
        [](const Object& object, Context& ctx) {
          if (const auto missing = missing_encryption_of(object)) {
            ctx.report(missing->place.span(), "storage class '{}' does not encrypt its volumes: '{}' is {}",
                       object.name, missing->parameter, missing->wrong ? "off" : "not set");
          }
          const Value name = object["spec"]["storageClassName"];
          if (!object.is("", "PersistentVolume") || !name.is_scalar() || name.templated()) return;
          ctx.report(name.span(), "volume '{}' is of the class '{}', which does not encrypt", object.name,
                     name.string())
              .unless("!" + unencrypted_class_fact(name.string()));
        },
};

}  // namespace plimsoll::kubernetes
