#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule host_pid = {
    .severity = Severity::error,
    .group = Group::pod_security_baseline,
    .aliases = {"kube-linter:host-pid",
                "polaris:hostPIDSet",
                "kubesec:HostPID",
                "trivy:KSV-0010",
                "trivy:KSV010",
                "trivy:AVD-KSV-0010",
                "checkov:CKV_K8S_17",
                "kics:Shared Host PID Namespace",
                "kics:302736f4-b16c-41b8-befe-c0baffa0bd9d",
                "kubescape:C-0038",
                "kubescape:C-0275",
                "azure-policy:Kubernetes cluster containers should not share host namespaces",
                "azure-policy:47a1ee2f-2a2a-4576-bf2a-e0e36709c2b8",
                "gatekeeper:pod-security-policy/host-namespaces",
                "kyverno:disallow-host-namespaces",
                "pss:baseline: Host Namespaces",
                "cis-kubernetes:5.2.3",
                "nsa:Pod security: hostPID (C-0038)",
                "sonar:S6431",
                "semgrep:hostpid-pod",
                "terrascan:AC_K8S_0082"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value shared = workload.setting("hostPID");
          if (!shared.is(true)) return;
          ctx.report(shared.span(), "the pod shares the processes of its node, so it can read and signal all of them")
              .suggest("set 'hostPID: false'", replace(shared.span(), "false"));
        },
};

}  // namespace plimsoll::kubernetes
