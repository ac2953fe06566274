#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule service_external_name = {
    .severity = Severity::info,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"trivy:KSV-0108", "trivy:AVD-KSV-0108"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value spec = object["spec"], name = spec["externalName"], type = spec["type"];
          const bool named = name.is_scalar() && !name.string().empty();
          // Of another type the name has no effect.
          const bool leads_out = type.is("ExternalName") || (named && (type.missing() || type.templated()));
          if (!object.is("", "Service") || !leads_out) return;
          ctx.report(named ? name.span() : type.span(),
                     "Service '{}' sends its clients to a name outside of the cluster", object.name);
        },
};

}  // namespace plimsoll::kubernetes
