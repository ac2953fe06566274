#include "context.h"
#include "kubernetes/pod_security_policy.h"

namespace plimsoll::kubernetes {

extern constinit const Rule pod_security_policy_added_capabilities = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"checkov:CKV_K8S_24", "kics:PSP With Added Capabilities", "kics:7307579a-3abb-46ad-9ce5-2a915634d5c8",
                "kubescape:C-0219"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value allowed = object["spec"]["allowedCapabilities"];
          if (!is_pod_security_policy(object) || !allowed.is_list() || allowed.size() == 0) return;
          ctx.report(allowed.key_span(), "PodSecurityPolicy '{}' lets containers add capabilities", object.name);
        },
};

}  // namespace plimsoll::kubernetes
