#include "context.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> include_init{"include-init", "init containers need one too", false};
constinit const Option<bool> accept_limit{"accept-limit-as-request", "a limit is enough", false};

}  // namespace

extern constinit const Rule missing_memory_request = {
    .severity = Severity::warning,
    .group = Group::resources,
    .profile = Profile::strict,
    .aliases = {"kube-linter:memory-requirements", "kube-score:container-resources", "polaris:memoryRequestsMissing",
                "kubesec:RequestsMemory", "trivy:KSV-0016", "trivy:KSV016", "trivy:AVD-KSV-0016", "checkov:CKV_K8S_12",
                "kics:Memory Requests Not Defined", "kics:229588ef-8fde-40c8-8756-f4f2b5825ded", "kubescape:C-0004",
                "kubescape:C-0269",
                "azure-policy:Kubernetes cluster containers CPU and memory resource requests must be defined",
                "azure-policy:03a4ecdb-0684-4039-be91-2762979e1bc8", "gatekeeper:general/containerrequests",
                "kyverno:require-requests-limits", "kyverno:require-pod-requests-limits", "sonar:S6873",
                "terrascan:AC_K8S_0099"},
    .options = {&include_init, &accept_limit},
    .check =
        [](const Container& container, Context& ctx) {
          const auto missing = missing_resource(container, "requests", "memory", ctx[include_init]);
          if (!missing || (missing->limit_given && ctx[accept_limit])) return;
          ctx.report(missing->span, "container '{}' has no memory request, so {}", container.name(),
                     missing->limit_given ? "the API server takes its limit for it"
                                          : "it is placed where memory may run out")
              .unless(missing->fact);
        },
};

}  // namespace plimsoll::kubernetes
