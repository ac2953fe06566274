#include "context.h"
#include "kubernetes/pod_security_policy.h"

namespace plimsoll::kubernetes {

extern constinit const Rule pod_security_policy_unrestricted_host_path = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kics:PSP With Unrestricted Access to Host Path", "kics:de4421f1-4e35-43b4-9783-737dd4e4a47e"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value allowed = object["spec"]["allowedHostPaths"];
          if (!is_pod_security_policy(object) || (!allowed.missing() && !allowed.is_list())) return;
          if (allowed.size() == 0) {
            ctx.report(allowed.key_span(), "PodSecurityPolicy '{}' lets pods mount any path of the node", object.name);
          }
          for (const Value& entry : allowed.items()) {
            const Value prefix = entry["pathPrefix"], flag = entry["readOnly"];
            if (!entry.is_map() || flag.is(true) || flag.templated()) continue;
            ctx.report(flag.missing() ? prefix.span() : flag.span(),
                       "PodSecurityPolicy '{}' lets pods write to '{}' of the node", object.name, prefix.string());
          }
        },
};

}  // namespace plimsoll::kubernetes
