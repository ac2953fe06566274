#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule sys_admin_capability = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"kube-linter:privilege-escalation-container", "kubesec:CapSysAdmin", "trivy:KSV-0005", "trivy:KSV005",
                "trivy:AVD-KSV-0005", "checkov:CKV_K8S_39", "kics:Containers With Sys Admin Capabilities",
                "kics:235236ee-ad78-4065-bd29-61b061f28ce0", "kubescape:C-0057", "kubescape:C-0046",
                "azure-policy:Kubernetes clusters should not grant CAP_SYS_ADMIN security capabilities",
                "azure-policy:d2e7ea85-6b44-4317-a0be-1b951587f626", "terrascan:AC_K8S_0075"},
    .replaces = {"dangerous-capability", "capability-outside-baseline", "capability-outside-restricted"},
    .check =
        [](const Container& container, Context& ctx) {
          std::vector<Capability> unwanted;
          for (const Capability& added : capabilities_of(container, "add")) {
            if (added.name != "SYS_ADMIN") continue;
            unwanted.push_back(added);
          }
          for (const Capability& added : unwanted) {
            Report report =
                ctx.report(added.value.span(), "capability '{}' makes container '{}' all but root on the node",
                           added.written(), container.name());
            if (&added == &unwanted.front()) suggest_without(unwanted, container, ctx.source(), report);
          }
        },
};

}  // namespace plimsoll::kubernetes
