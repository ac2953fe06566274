#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule windows_host_process = {
    .severity = Severity::error,
    .group = Group::pod_security_baseline,
    .aliases = {"polaris:hostProcess", "trivy:KSV-0103", "trivy:KSV103", "trivy:AVD-KSV-0103", "kubescape:C-0211",
                "azure-policy:Kubernetes cluster Windows pods should not run HostProcess containers",
                "azure-policy:077f0ce1-86d6-4058-bc60-de05067e8622", "gatekeeper:pod-security-policy/host-process",
                "kyverno:disallow-host-process", "pss:baseline: HostProcess", "cis-kubernetes:5.2.11"},
    .check =
        [](const Workload& workload, Context& ctx) {
          for (const Value& owner : context_owners_of(workload)) {
            const Value host_process = owner["securityContext"]["windowsOptions"]["hostProcess"];
            if (!host_process.is(true)) continue;
            Report report = ctx.report(host_process.span(),
                                       "a HostProcess container is a process of the node, with all its rights");
            if (auto edit = erase(owner, {"securityContext", "windowsOptions", "hostProcess"}, ctx.source()))
              report.suggest("remove 'hostProcess'", *edit);
          }
        },
};

}  // namespace plimsoll::kubernetes
