#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule privilege_escalation_explicit = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"cis-kubernetes:5.2.6",
                "nsa:Pod security: allowPrivilegeEscalation (C-0016)",
                "pss:restricted: Privilege Escalation",
                "kyverno:disallow-privilege-escalation",
                "gatekeeper:pod-security-policy/allow-privilege-escalation",
                "kube-linter:privilege-escalation-container",
                "polaris:privilegeEscalationAllowed",
                "kubesec:AllowPrivilegeEscalation",
                "trivy:KSV-0001",
                "trivy:KSV001",
                "trivy:AVD-KSV-0001",
                "checkov:CKV_K8S_20",
                "kics:Privilege Escalation Allowed",
                "kics:5572cc5e-1e4c-4113-92a6-7a8a3bd25e6d",
                "kubescape:C-0211",
                "kubescape:C-0016",
                "azure-policy:Kubernetes clusters should not allow container privilege escalation",
                "azure-policy:1c6e92c9-99f0-4e55-9cf2-0c234dc48f99",
                "sonar:S6430",
                "semgrep:allow-privilege-escalation-true",
                "terrascan:AC_K8S_0085"},
    .check =
        [](const Container& container, Context& ctx) {
          const Value allowed = container["securityContext"]["allowPrivilegeEscalation"];
          if (!allowed.is(true) || container.workload->windows) return;
          ctx.report(allowed.span(), "container '{}' lets its programs gain more rights than it was given",
                     container.name())
              .suggest("set 'allowPrivilegeEscalation: false'", replace(allowed.span(), "false"));
        },
};

}  // namespace plimsoll::kubernetes
