#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<bool> only_with_user{"only-with-user", "only where runAsUser is another than 0", false};

}  // namespace

extern constinit const Rule privilege_escalation_not_disabled = {
    .severity = Severity::warning,
    .group = Group::pod_security_restricted,
    .profile = Profile::strict,
    .aliases = {"polaris:privilegeEscalationAllowed",
                "trivy:KSV-0001",
                "trivy:KSV001",
                "trivy:AVD-KSV-0001",
                "checkov:CKV_K8S_20",
                "kics:Privilege Escalation Allowed",
                "kics:5572cc5e-1e4c-4113-92a6-7a8a3bd25e6d",
                "kubescape:C-0016",
                "kubescape:C-0211",
                "azure-policy:Kubernetes clusters should not allow container privilege escalation",
                "azure-policy:1c6e92c9-99f0-4e55-9cf2-0c234dc48f99",
                "azure-policy:[Preview]: Sets Privilege escalation in the Pod spec to false.",
                "azure-policy:d77df159-718b-4aca-b94b-8e8890a98231",
                "azure-policy:[Preview]: Sets Privilege escalation in the Pod spec in init containers to false.",
                "azure-policy:4ee3ee6a-96ea-4d25-9c00-17f11d2e02c8",
                "gatekeeper:pod-security-policy/allow-privilege-escalation",
                "kyverno:disallow-privilege-escalation",
                "pss:restricted: Privilege Escalation",
                "cis-kubernetes:5.2.6",
                "nsa:Pod security: allowPrivilegeEscalation (C-0016)",
                "semgrep:allow-privilege-escalation",
                "semgrep:allow-privilege-escalation-no-securitycontext"},
    .options = {&only_with_user},
    .check =
        [](const Container& container, Context& ctx) {
          const auto allowed = container.value.known({"securityContext", "allowPrivilegeEscalation"});
          if (!allowed || !allowed->missing() || container.workload->windows || container.workload->steps) return;
          if (ctx[only_with_user] && container.effective("runAsUser").integer().value_or(0) == 0) return;
          Report report =
              ctx.report(container.place_of(*allowed),
                         "container '{}' does not forbid privilege escalation, so a set-uid program can become root",
                         container.name());
          if (auto edit = set(container.value, {"securityContext", "allowPrivilegeEscalation"}, "false", ctx.source()))
            report.suggest("set 'allowPrivilegeEscalation: false'", *edit);
        },
};

}  // namespace plimsoll::kubernetes
