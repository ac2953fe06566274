#include "context.h"
#include "neighbours.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> strict{"strict", "also where there is no VerticalPodAutoscaler near it at all", false};

}  // namespace

extern constinit const Rule missing_vertical_pod_autoscaler = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:check-vpa-configuration"},
    .options = {&strict},
    .check =
        [](const Project& project, Context& ctx) {
          const Scalers scalers(project, Scalers::Kind::vertical);
          for (const ObjectSummary& object : project.objects) {
            const std::string_view kind = object.kind_name;
            if ((kind != "Deployment" && kind != "StatefulSet" && kind != "DaemonSet") || !object.details) continue;
            if (!kubernetes::is_built_in_group(object.group)) continue;
            if ((!ctx[strict] && !scalers.near(object)) || scalers.of(object)) continue;
            ctx.report(project.at(object), "no VerticalPodAutoscaler fits the requests of {} '{}' to what it needs",
                       kind, object.name);
          }
        },
};

}  // namespace plimsoll::kubernetes
