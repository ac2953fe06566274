#include "context.h"
#include "kubernetes/object.h"
#include "name_conflicts.h"

namespace plimsoll::kubernetes {

extern constinit const Rule openshift_route_without_tls = {
    .severity = Severity::warning,
    .group = Group::network,
    .aliases = {"kyverno:openshift:check-routes", "kyverno:openshift:unique-routes"},
    .check = {
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
        [](const Project& project, Context& ctx) {
          const auto key = [](const ObjectSummary&, const UniqueName& name) { return name.host + name.path; };
          for (const NameConflict& conflict : name_conflicts(project, UniqueName::Of::route, key)) {
            ctx.report(project.at(*conflict.object, conflict.name->host_place), "Route '{}' claims '{}' as well",
                       conflict.before->name, conflict.name->host)
                .severity(Severity::error)
                .note(project.at(*conflict.before, conflict.name_before->host_place), "the first one");
          }
        }},
};

}  // namespace plimsoll::kubernetes
