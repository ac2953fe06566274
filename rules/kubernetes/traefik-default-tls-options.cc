#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule traefik_default_tls_options = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"kyverno:traefik:disallow-default-tlsoptions"},
    .check =
        [](const Object& object, Context& ctx) {
          const bool traefik = object.group == "traefik.io" || object.group == "traefik.containo.us";
          if (traefik && object.kind_name == "TLSOption" && object.name == "default")
            ctx.report(object.place(),
                       "the TLSOption 'default' changes TLS for every route of the cluster that names none");
        },
};

}  // namespace plimsoll::kubernetes
