#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule host_aliases = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kubesec:HostAliases", "trivy:KSV-0007", "trivy:KSV007", "trivy:AVD-KSV-0007"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value aliases = workload.setting("hostAliases");
          if (aliases.is_list() && aliases.size() > 0)
            ctx.report(aliases.key_span(),
                       "hostAliases sends names of the pod to fixed addresses, past the name service");
        },
};

}  // namespace plimsoll::kubernetes
