#include "context.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {

extern constinit const Rule bare_replica_set = {
    .severity = Severity::info,
    .group = Group::reliability,
    .check =
        [](const Object& object, Context& ctx) {
          const Value kind = object.root["kind"];
          if (!is_one_of(object, {"ReplicaSet", "ReplicationController"}) || !kind.exists()) return;
          if (object.metadata["ownerReferences"].size() > 0) return;
          ctx.report(kind.span(), "a {} does not replace its pods when the template changes; a Deployment does",
                     object.kind_name);
        },
};

}  // namespace plimsoll::kubernetes
