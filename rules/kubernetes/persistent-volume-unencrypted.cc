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
            const bool own = missing->parameter == "encrypted";
            ctx.report(missing->place.span(), "storage class '{}' {}: '{}' is {}", object.name,
                       own ? "does not encrypt its volumes" : "encrypts its volumes with no key of yours",
                       missing->parameter, missing->wrong ? "off" : "not set");
          }
          const Value name = object["spec"]["storageClassName"];
          if (!object.is("", "PersistentVolume") || !name.is_scalar() || name.templated()) return;
          ctx.report(name.span(), "volume '{}' is of the class '{}', which does not encrypt it with a key of yours",
                     object.name, name.string())
              .given({unencrypted_class_fact(name.string())}, "the class");
        },
};

}  // namespace plimsoll::kubernetes
