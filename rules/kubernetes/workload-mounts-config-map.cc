#include "context.h"
#include "kubernetes/mounted_objects.h"

namespace plimsoll::kubernetes {
extern constinit const Rule workload_mounts_config_map = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0258"},
    .check = [](const Workload& workload,
                Context& ctx) { report_mounted_objects(workload, "configMap", "name", "ConfigMap", ctx); },
};

}  // namespace plimsoll::kubernetes
