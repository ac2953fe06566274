#include "context.h"
#include "kubernetes/probes.h"

namespace plimsoll::kubernetes {

extern constinit const Rule missing_liveness_probe = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::strict,
    .aliases = {"kube-linter:no-liveness-probe", "kube-linter:liveness-probe", "kube-score:pod-probes",
                "polaris:livenessProbeMissing", "checkov:CKV_K8S_8", "kics:Liveness Probe Is Not Defined",
                "kics:ade74944-a674-4e00-859e-c6eab5bde441", "kubescape:C-0056",
                "azure-policy:Ensure cluster containers have readiness or liveness probes configured",
                "azure-policy:b1a9997f-2883-4f12-bdff-2280f99b5915", "gatekeeper:general/requiredprobes",
                "kyverno:require-pod-probes", "kyverno:require-probes", "terrascan:AC_K8S_0070"},
    .check =
        [](const Container& container, Context& ctx) {
          const Value probe = container["livenessProbe"];
          if (container.role != Container::Role::regular || !serves(*container.workload) || !is_empty(probe)) return;
          ctx.report(probe.exists() ? probe.key_span() : container.place(),
                     "container '{}' has no liveness probe, so nobody restarts it when it hangs", container.name());
        },
};

}  // namespace plimsoll::kubernetes
