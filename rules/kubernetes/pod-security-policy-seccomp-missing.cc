#include <algorithm>

#include "context.h"
#include "kubernetes/pod_security_policy.h"

namespace plimsoll::kubernetes {
namespace {

// A comma-separated list of nothing but the profile of the container runtime.
bool is_confined(std::string_view profiles) {
  for (size_t begin = 0; begin <= profiles.size();) {
    const size_t end = std::min(profiles.find(',', begin), profiles.size());
    std::string_view profile = profiles.substr(begin, end - begin);
    while (profile.starts_with(' ')) profile.remove_prefix(1);
    while (profile.ends_with(' ')) profile.remove_suffix(1);
    if (profile != "runtime/default" && profile != "docker/default") return false;
    begin = end + 1;
  }
  return true;
}

}  // namespace

extern constinit const Rule pod_security_policy_seccomp_missing = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"checkov:CKV_K8S_32"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_pod_security_policy(object) || !object.metadata.known({"annotations"})) return;
          bool given = false;
          for (const char* name : {"seccomp.security.alpha.kubernetes.io/defaultProfileName",
                                   "seccomp.security.alpha.kubernetes.io/allowedProfileNames"}) {
            const Value profiles = object.metadata["annotations"][name];
            if (profiles.missing()) continue;
            given = true;
            if (profiles.templated() || is_confined(profiles.string())) continue;
            ctx.report(profiles.span(), "PodSecurityPolicy '{}' allows profiles other than the runtime's own",
                       object.name);
          }
          if (!given) {
            ctx.report(object["spec"].key_span(),
                       "PodSecurityPolicy '{}' limits no system calls, for it names no profile", object.name);
          }
        },
};

}  // namespace plimsoll::kubernetes
