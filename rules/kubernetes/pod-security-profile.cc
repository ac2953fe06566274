#include "context.h"
#include "kubernetes/pod_security.h"
#include "kubernetes/security.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<std::string_view> level{"level", "privileged, baseline or restricted", "baseline"};
constinit const Option<std::string_view> version{
    "version", "the Kubernetes release, such as 1.34; latest: that of the run", "latest"};

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
          const std::string_view name = ctx[level];
          // Steps and patches are not the whole pod.
          if (name == "privileged" || workload.steps || workload.containers.empty()) return;
          const auto failed = failed_controls(workload, name == "restricted" ? Level::restricted : Level::baseline,
                                              minor_version(ctx[version], ctx));
          if (!failed.empty())
            ctx.report(workload.pod_spec.key_span(), "the pod fails the {} level of Pod Security: {}", name,
                       names_of(failed));
        },
};

}  // namespace plimsoll::kubernetes
