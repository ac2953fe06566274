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
          const Value spec = object["spec"], name = spec["externalName"];
          if (!object.is("", "Service") || (!spec["type"].is("ExternalName") && !name.present())) return;
          ctx.report(name.present() ? name.span() : spec["type"].span(),
                     "Service '{}' sends its clients to a name outside of the cluster", object.name);
        },
};

}  // namespace plimsoll::kubernetes
