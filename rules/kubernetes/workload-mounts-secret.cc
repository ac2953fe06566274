#include "context.h"
#include "kubernetes/mounted_objects.h"

namespace plimsoll::kubernetes {
extern constinit const Rule workload_mounts_secret = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0255"},
    .check = [](const Workload& workload,
                Context& ctx) { report_mounted_objects(workload, "secret", "secretName", "Secret", ctx); },
};

}  // namespace plimsoll::kubernetes
