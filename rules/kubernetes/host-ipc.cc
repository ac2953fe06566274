#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule host_ipc = {
    .severity = Severity::error,
    .group = Group::pod_security_baseline,
    .aliases = {"kube-linter:host-ipc",
                "polaris:hostIPCSet",
                "kubesec:HostIPC",
                "trivy:KSV-0008",
                "trivy:KSV008",
                "trivy:AVD-KSV-0008",
                "checkov:CKV_K8S_18",
                "kics:Shared Host IPC Namespace",
                "kics:cd290efd-6c82-4e9d-a698-be12ae31d536",
                "kubescape:C-0038",
                "kubescape:C-0276",
                "azure-policy:Kubernetes cluster containers should not share host namespaces",
                "azure-policy:47a1ee2f-2a2a-4576-bf2a-e0e36709c2b8",
                "gatekeeper:pod-security-policy/host-namespaces",
                "kyverno:disallow-host-namespaces",
                "pss:baseline: Host Namespaces",
                "cis-kubernetes:5.2.4",
                "nsa:Pod security: hostIPC (C-0038)",
                "sonar:S6431",
                "semgrep:hostipc-pod",
                "terrascan:AC_K8S_0083"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value shared = workload.setting("hostIPC");
          if (!shared.is(true)) return;
          ctx.report(shared.span(),
                     "the pod shares the IPC of its node, so it can read the shared memory of other programs")
              .suggest("set 'hostIPC: false'", replace(shared.span(), "false"));
        },
};

}  // namespace plimsoll::kubernetes
