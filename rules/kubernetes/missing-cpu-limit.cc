#include "context.h"
#include "kubernetes/resources.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> include_init{"include-init", "init containers need one too", false};

}  // namespace

extern constinit const Rule missing_cpu_limit = {
    .severity = Severity::info,
    .group = Group::resources,
    .profile = Profile::all,
    .aliases = {"kube-score:container-resources",
                "polaris:cpuLimitsMissing",
                "kubesec:LimitsCPU",
                "trivy:KSV-0011",
                "trivy:KSV011",
                "trivy:AVD-KSV-0011",
                "checkov:CKV_K8S_11",
                "kics:CPU Limits Not Set",
                "kics:4ac0e2b7-d2d2-4af7-8799-e8de6721ccda",
                "kubescape:C-0009",
                "kubescape:C-0050",
                "kubescape:C-0270",
                "azure-policy:Kubernetes cluster containers CPU and memory resource limits should not exceed the "
                "specified limits",
                "azure-policy:e345eecc-fa47-480f-9e88-67dcc122b164",
                "azure-policy:Sets Kubernetes cluster containers CPU limits to default values in case not present.",
                "azure-policy:42ba1d72-e90f-42f8-bf99-5a1351eed2b1",
                "gatekeeper:general/containerlimits",
                "kyverno:require-cpu-limits",
                "nsa:C-0270",
                "sonar:S6869",
                "terrascan:AC_K8S_0098"},
    .options = {&include_init},
    .check =
        [](const Container& container, Context& ctx) {
          const auto missing = missing_resource(container, "limits", "cpu", ctx[include_init]);
          if (!missing) return;
          ctx.report(missing->span, "container '{}' has no CPU limit, so it may take all CPU of the node",
                     container.name())
              .unless(missing->fact);
        },
};

}  // namespace plimsoll::kubernetes
