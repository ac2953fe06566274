#include "context.h"
#include "kubernetes/pod_security_policy.h"

namespace plimsoll::kubernetes {

extern constinit const Rule pod_security_policy_privilege_escalation = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"checkov:CKV_K8S_5", "kics:PSP Allows Privilege Escalation",
                "kics:87554eef-154d-411d-bdce-9dbd91e56851", "kubescape:C-0217"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value flag = object["spec"]["allowPrivilegeEscalation"];
          if (!is_pod_security_policy(object) || flag.is(false) || flag.templated()) return;
          ctx.report(flag.span(), "PodSecurityPolicy '{}' lets programs gain more rights than they were started with",
                     object.name);
        },
};

}  // namespace plimsoll::kubernetes
