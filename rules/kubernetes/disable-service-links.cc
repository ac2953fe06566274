#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule disable_service_links = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::all,
    .aliases = {"kyverno:disable-service-discovery"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const auto links = workload.pod_spec.known({"enableServiceLinks"});
          if (workload.steps || !links || links->is(false)) return;
          if (!links->missing() && !links->boolean()) return;
          const Span place = links->span();
          Report report = ctx.report(place.contains(workload.pod_spec.span()) ? workload.object->place() : place,
                                     "every service of the namespace becomes environment variables of the pod");
          if (auto edit = set(workload.pod_spec, {"enableServiceLinks"}, "false", ctx.source()))
            report.suggest("set 'enableServiceLinks: false'", *edit);
        },
};

}  // namespace plimsoll::kubernetes
