#include "context.h"
#include "kubernetes/pod_security_policy.h"

namespace plimsoll::kubernetes {

extern constinit const Rule pod_security_policy_net_raw_not_dropped = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"checkov:CKV_K8S_7", "kics:NET_RAW Capabilities Disabled for PSP",
                "kics:2270987f-bb51-479f-b8be-3ca73e5ad648"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value dropped = object["spec"]["requiredDropCapabilities"];
          if (!dropped.missing() && !dropped.is_list()) return;
          if (!is_pod_security_policy(object) || may_hold(dropped, "ALL") || may_hold(dropped, "NET_RAW")) return;
          ctx.report(dropped.key_span(), "PodSecurityPolicy '{}' does not drop NET_RAW, so pods can forge packets",
                     object.name);
        },
};

}  // namespace plimsoll::kubernetes
