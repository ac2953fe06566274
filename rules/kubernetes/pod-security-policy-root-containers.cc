#include "context.h"
#include "kubernetes/pod_security_policy.h"

namespace plimsoll::kubernetes {
namespace {

// All IDs of its ranges are other than 0.
bool excludes_root(const Value& setting) {
  const std::vector<Value> ranges = setting["ranges"].items();
  for (const Value& range : ranges) {
    if (!range["min"].templated() && range["min"].integer().value_or(0) < 1) return false;
  }
  return !ranges.empty();
}

}  // namespace

extern constinit const Rule pod_security_policy_root_containers = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"checkov:CKV_K8S_6", "kics:Root Containers Admitted", "kics:e3aa0612-4351-4a0d-983f-aefea25cf203",
                "kubescape:C-0218"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_pod_security_policy(object)) return;
          const auto check = [&](const char* key, const char* what) {
            const Value setting = object["spec"][key], rule = setting["rule"];
            if (!object["spec"].known({key, "rule"}) || (rule.is("MustRunAs") && excludes_root(setting))) return;
            ctx.report(rule.is("MustRunAs") ? setting["ranges"].span() : rule.span(),
                       "PodSecurityPolicy '{}' lets containers {}", object.name, what);
          };
          const Value spec = object["spec"];
          if (!spec["runAsUser"]["rule"].is("MustRunAsNonRoot")) check("runAsUser", "run as root");
          if (spec["supplementalGroups"].present()) check("supplementalGroups", "be in the group root");
          if (spec["fsGroup"].present()) check("fsGroup", "own files as the group root");
        },
};

}  // namespace plimsoll::kubernetes
