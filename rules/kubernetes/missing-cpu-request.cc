#include "context.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> include_init{"include-init", "init containers need one too", false};
constinit const Option<bool> accept_limit{"accept-limit-as-request", "a limit is enough", false};

}  // namespace

extern constinit const Rule missing_cpu_request = {
    .severity = Severity::warning,
    .group = Group::resources,
    .profile = Profile::strict,
    .aliases = {"kube-linter:unset-cpu-requirements",
                "kube-linter:cpu-requirements",
                "kube-score:container-resources",
                "polaris:cpuRequestsMissing",
                "kubesec:RequestsCPU",
                "trivy:KSV-0015",
                "trivy:KSV015",
                "trivy:AVD-KSV-0015",
                "checkov:CKV_K8S_10",
                "kics:CPU Requests Not Set",
                "kics:ca469dd4-c736-448f-8ac1-30a642705e0a",
                "kubescape:C-0050",
                "kubescape:C-0268",
                "azure-policy:Kubernetes cluster containers CPU and memory resource requests must be defined",
                "azure-policy:03a4ecdb-0684-4039-be91-2762979e1bc8",
                "gatekeeper:general/containerrequests",
                "kyverno:require-requests-limits",
                "kyverno:require-pod-requests-limits",
                "kyverno:add-default-resources",
                "nsa:Network separation and hardening: resource policies",
                "sonar:S6892",
                "terrascan:AC_K8S_0097"},
    .options = {&include_init, &accept_limit},
    .check =
        [](const Container& container, Context& ctx) {
          const auto missing = missing_resource(container, "requests", "cpu", ctx[include_init]);
          if (!missing || (missing->limit_given && ctx[accept_limit])) return;
          ctx.report(missing->span, "container '{}' has no CPU request, so {}", container.name(),
                     missing->limit_given ? "the API server takes its limit for it"
                                          : "nothing is reserved for it on a busy node")
              .unless(missing->fact);
        },
};

}  // namespace plimsoll::kubernetes
