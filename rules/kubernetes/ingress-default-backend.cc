#include "context.h"
#include "kubernetes/services.h"

namespace plimsoll::kubernetes {

extern constinit const Rule ingress_default_backend = {
    .severity = Severity::info,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"kyverno:restrict-ingress-defaultbackend"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_ingress(object)) return;
          for (const char* key : {"defaultBackend", "backend"}) {
            const Value backend = object["spec"][key];
            if (backend.present())
              ctx.report(backend.key_span(), "Ingress '{}' answers whatever no rule is for", object.name);
          }
        },
};

}  // namespace plimsoll::kubernetes
