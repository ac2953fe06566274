#include "context.h"
#include "neighbours.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> strict{"strict", "also where there is no autoscaler near it at all", false};

}  // namespace

extern constinit const Rule missing_horizontal_pod_autoscaler = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:check-hpa-exists"},
    .options = {&strict},
    .check =
        [](const Project& project, Context& ctx) {
          const Scalers scalers(project, Scalers::Kind::horizontal);
          for (const ObjectSummary& object : project.objects) {
            if (object.kind_name != "Deployment" || !object.details || !object.details->replicas) continue;
            if (object.details->replicas->number.value_or(1) < 2) continue;
            if ((!ctx[strict] && !scalers.near(object)) || scalers.of(object)) continue;
            ctx.report(project.at(object), "no autoscaler fits the number of pods of '{}' to the load", object.name)
                .note(project.at(object, object.details->replicas->place), "it is fixed");
          }
        },
};

}  // namespace plimsoll::kubernetes
