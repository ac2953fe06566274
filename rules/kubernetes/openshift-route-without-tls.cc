#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule openshift_route_without_tls = {
    .severity = Severity::warning,
    .group = Group::network,
    .aliases = {"kyverno:openshift:check-routes"},
    .check =
        [](const Object& object, Context& ctx) {
          // Before its group it was one of the core group.
          if (!object.is("route.openshift.io", "Route") && !object.is("", "Route")) return;
          const auto tls = object.root.known({"spec", "tls"});
          if (!tls || !object["spec"].is_map()) return;
          if (tls->missing() || (tls->is_map() && tls->size() == 0)) {
            ctx.report(tls->missing() ? object["spec"].key_span() : tls->span(),
                       "Route '{}' has no tls, so it serves plain HTTP", object.name);
          }
          const Value policy = (*tls)["insecureEdgeTerminationPolicy"];
          if (policy.is("Allow")) {
            ctx.report(policy.span(), "Route '{}' serves plain HTTP as well", object.name).severity(Severity::info);
          }
        },
};

}  // namespace plimsoll::kubernetes
