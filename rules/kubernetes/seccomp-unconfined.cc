#include <string>

#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

namespace {

constexpr std::string_view kPod = "seccomp.security.alpha.kubernetes.io/pod";
constexpr std::string_view kContainer = "container.seccomp.security.alpha.kubernetes.io/";

}  // namespace

extern constinit const Rule seccomp_unconfined = {
    .severity = Severity::error,
    .group = Group::pod_security_baseline,
    .aliases = {"kubescape:C-0055",
                "kubescape:C-0210",
                "kics:Seccomp Profile Is Not Configured",
                "kics:f377b83e-bd07-4f48-a591-60c82b14a78b",
                "checkov:CKV_K8S_31",
                "kube-score:container-seccomp-profile",
                "kubesec:SeccompAny",
                "kubesec:SeccompUnconfined",
                "trivy:KSV-0030",
                "trivy:KSV030",
                "trivy:AVD-KSV-0030",
                "trivy:KSV-0104",
                "trivy:KSV104",
                "trivy:AVD-KSV-0104",
                "azure-policy:Kubernetes cluster containers should only use allowed seccomp profiles",
                "azure-policy:975ce327-682c-4f2e-aa46-b9598289b86c",
                "gatekeeper:pod-security-policy/seccomp",
                "gatekeeper:pod-security-policy/seccompv2",
                "kyverno:restrict-seccomp-strict",
                "kyverno:restrict-seccomp",
                "pss:restricted: Seccomp",
                "pss:baseline: Seccomp",
                "semgrep:seccomp-confinement-disabled",
                "terrascan:AC_K8S_0080"},
    .check = {[](const Workload& workload, Context& ctx) {
                const Seccomp pod = pod_seccomp(workload);
                if (pod.kind == Seccomp::Kind::unconfined) {
                  ctx.report(pod.type.span(), "seccomp is off for the pod, so its containers may make any system call")
                      .suggest("use the runtime's profile", replace(pod.type.span(), "RuntimeDefault"));
                }
              },
              [](const Container& container, Context& ctx) {
                const Seccomp own = seccomp_of(container.value);
                if (own.kind == Seccomp::Kind::unconfined) {
                  ctx.report(own.type.span(), "seccomp is off for container '{}', so it may make any system call",
                             container.name())
                      .suggest("use the runtime's profile", replace(own.type.span(), "RuntimeDefault"));
                }
                // Annotations hold only for a container to which no field applies.
                const Seccomp pod = pod_seccomp(*container.workload);
                if (own.kind != Seccomp::Kind::missing || pod.kind != Seccomp::Kind::missing) return;
                const Value annotations = container.workload->pod_metadata["annotations"];
                const Value of_container = annotations[std::string(kContainer).append(container["name"].string())];
                const Value decides = of_container.missing() ? annotations[kPod] : of_container;
                if (!decides.is("unconfined")) return;
                ctx.report(decides.span(), "this annotation switches seccomp off, so any system call may be made")
                    .suggest("use the runtime's profile", replace(decides.span(), "runtime/default"));
              }},
};

}  // namespace plimsoll::kubernetes
