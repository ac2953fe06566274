#include "context.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> include_init{"include-init", "init containers need one too", false};

}  // namespace

extern constinit const Rule missing_memory_limit = {
    .severity = Severity::warning,
    .group = Group::resources,
    .aliases = {"kube-linter:unset-memory-requirements",
                "kube-linter:memory-requirements",
                "kube-score:container-resources",
                "polaris:memoryLimitsMissing",
                "kubesec:LimitsMemory",
                "trivy:KSV-0018",
                "trivy:KSV018",
                "trivy:AVD-KSV-0018",
                "checkov:CKV_K8S_13",
                "kics:Memory Limits Not Defined",
                "kics:b14d1bc4-a208-45db-92f0-e21f8e2588e9",
                "kubescape:C-0004",
                "kubescape:C-0009",
                "kubescape:C-0271",
                "azure-policy:Kubernetes cluster containers CPU and memory resource limits should not exceed the "
                "specified limits",
                "azure-policy:e345eecc-fa47-480f-9e88-67dcc122b164",
                "azure-policy:Sets Kubernetes cluster containers memory limits to default values in case not present.",
                "azure-policy:5f86d473-38a8-46c9-bdfe-d7fa3b9836bf",
                "gatekeeper:general/containerlimits",
                "kyverno:require-requests-limits",
                "kyverno:require-pod-requests-limits",
                "kyverno:set-karpenter-non-cpu-limits",
                "nsa:C-0271",
                "sonar:S6864",
                "terrascan:AC_K8S_0100"},
    .options = {&include_init},
    .check =
        [](const Container& container, Context& ctx) {
          const auto missing = missing_resource(container, "limits", "memory", ctx[include_init]);
          if (!missing) return;
          ctx.report(missing->span, "container '{}' has no memory limit, so a leak takes the memory of the whole node",
                     container.name())
              .unless(missing->fact);
        },
};

}  // namespace plimsoll::kubernetes
