#include "context.h"
#include "kubernetes/pod_security_policy.h"

namespace plimsoll::kubernetes {

extern constinit const Rule pod_security_policy_capabilities_not_limited = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"checkov:CKV_K8S_36", "kics:Not Limited Capabilities For Pod Security Policy",
                "kics:caa93370-791f-4fc6-814b-ba6ce0cb4032", "kubescape:C-0220"},
    .replaces = {"pod-security-policy-net-raw-not-dropped"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value dropped = object["spec"]["requiredDropCapabilities"];
          if (!is_pod_security_policy(object) || (!dropped.missing() && !dropped.is_list()) || dropped.size() > 0)
            return;
          ctx.report(dropped.key_span(), "PodSecurityPolicy '{}' leaves pods all capabilities of the container runtime",
                     object.name);
        },
};

}  // namespace plimsoll::kubernetes
