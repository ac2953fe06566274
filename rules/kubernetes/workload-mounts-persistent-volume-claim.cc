#include "context.h"
#include "kubernetes/mounted_objects.h"

namespace plimsoll::kubernetes {
extern constinit const Rule workload_mounts_persistent_volume_claim = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0257"},
    .check =
        [](const Workload& workload, Context& ctx) {
          report_mounted_objects(workload, "persistentVolumeClaim", "claimName", "PersistentVolumeClaim", ctx);
        },
};

}  // namespace plimsoll::kubernetes
