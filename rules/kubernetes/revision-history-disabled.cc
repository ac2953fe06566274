#include "context.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {

extern constinit const Rule revision_history_disabled = {
    .severity = Severity::info,
    .group = Group::reliability,
    .check =
        [](const Object& object, Context& ctx) {
          const Value limit = object["spec"]["revisionHistoryLimit"];
          if (limit.integer() != 0) return;
          if (!is_one_of(object, {"Deployment", "StatefulSet", "DaemonSet", "DeploymentConfig", "Rollout"})) return;
          ctx.report(limit.span(), "{} '{}' keeps no old version, so it cannot be rolled back", object.kind_name,
                     object.name);
        },
};

}  // namespace plimsoll::kubernetes
