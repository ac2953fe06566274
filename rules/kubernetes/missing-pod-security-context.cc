#include "context.h"
#include "kubernetes/probes.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule missing_pod_security_context = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"trivy:KSV-0118", "trivy:KSV118", "trivy:AVD-KSV-0118", "checkov:CKV_K8S_29",
                "kics:Pod or Container Without Security Context", "kics:a97a340a-0063-418e-b3a1-3028941d0995",
                "kubescape:C-0211", "cis-kubernetes:5.7.3", "terrascan:AC_K8S_0064"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value context = workload["securityContext"];
          // A pod without containers is a patch: the rest stands elsewhere.
          if (workload.steps || workload.containers.empty()) return;
          if (is_empty(context)) ctx.report(context.span(), "the pod has no security context");
        },
};

}  // namespace plimsoll::kubernetes
