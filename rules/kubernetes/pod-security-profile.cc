#include "context.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/pod_security.h"
#include "kubernetes/security.h"
#include "option.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {

namespace {

// As people write it.
std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}
std::string level_problem(std::string_view text) {
  return choice_problem(lower_case(text), {"privileged", "baseline", "restricted"});
}

constinit const Option<std::string_view> level{"level", "privileged, baseline or restricted", "baseline",
                                               level_problem};
constinit const Option<std::string_view> version{
    "version", "the Kubernetes release, such as 1.34; latest: that of the run", "latest", release_problem};

bool is_level(std::string_view name, const Context& ctx) { return lower_case(ctx[level]) == name; }

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
