#include <algorithm>

#include "context.h"
#include "kubernetes/pod_security.h"
#include "kubernetes/security.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<std::string_view> level{"level", "privileged, baseline or restricted", "baseline"};
constinit const Option<std::string_view> version{
    "version", "the Kubernetes release, such as 1.34; latest: that of the run", "latest"};

// In any letter case, as people write it.
bool is_level(std::string_view name, const Context& ctx) {
  const std::string_view written = ctx[level];
  return std::equal(written.begin(), written.end(), name.begin(), name.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a - 'A' + 'a' : a) == b; });
}

}  // namespace

extern constinit const Rule pod_security_profile = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"azure-policy:Kubernetes cluster pod security baseline standards for Linux-based workloads",
                "azure-policy:a8640138-9b0a-4a28-b8cb-1666c838647d (initiative)",
                "azure-policy:Kubernetes cluster pod security restricted standards for Linux-based workloads",
                "azure-policy:42b8ef37-b724-4e24-bbc8-7a7708edfe00 (initiative)",
                "kyverno:podsecurity-subrule-restricted-seccomp", "kyverno:podsecurity-subrule-restricted-capabilities",
                "kyverno:podsecurity-subrule-baseline", "kyverno:subrule/restricted",
                "kyverno:apply-pss-restricted-profile", "pss:baseline", "pss:restricted"},
    .options = {&level, &version},
    .check =
        [](const Workload& workload, Context& ctx) {
          // Steps and patches are not the whole pod.
          if (is_level("privileged", ctx) || workload.steps || workload.containers.empty()) return;
          const bool restricted = is_level("restricted", ctx);
          const std::string_view name = restricted ? "restricted" : "baseline";
          const auto failed = failed_controls(workload, restricted ? Level::restricted : Level::baseline,
                                              minor_version(ctx[version], ctx));
          if (!failed.empty())
            ctx.report(workload.pod_spec.key_span(), "the pod fails the {} level of Pod Security: {}", name,
                       names_of(failed));
        },
};

}  // namespace plimsoll::kubernetes
