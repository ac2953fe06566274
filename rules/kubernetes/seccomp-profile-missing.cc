#include <algorithm>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

namespace {

using Kind = Seccomp::Kind;

void report_other(const Seccomp& profile, Context& ctx) {
  if (profile.kind != Kind::other) return;
  if (profile.type.missing()) {
    ctx.report(profile.type.span(), "the seccomp profile has no type, so none applies");
  } else {
    ctx.report(profile.type.span(), "'{}' is no type of seccomp profile, so none applies", profile.type.string());
  }
}

}  // namespace

extern constinit const Rule seccomp_profile_missing = {
    .severity = Severity::warning,
    .group = Group::pod_security_restricted,
    .profile = Profile::strict,
    .aliases = {"kube-score:container-seccomp-profile",
                "kubesec:SeccompAny",
                "trivy:KSV-0030",
                "trivy:KSV030",
                "trivy:AVD-KSV-0030",
                "trivy:KSV-0104",
                "trivy:KSV104",
                "trivy:AVD-KSV-0104",
                "checkov:CKV_K8S_31",
                "kics:Seccomp Profile Is Not Configured",
                "kics:f377b83e-bd07-4f48-a591-60c82b14a78b",
                "kubescape:C-0055",
                "kubescape:C-0210",
                "kubescape:C-0211",
                "azure-policy:Kubernetes cluster containers should only use allowed seccomp profiles",
                "azure-policy:975ce327-682c-4f2e-aa46-b9598289b86c",
                "azure-policy:[Preview]: Sets Kubernetes cluster containers' secure computing mode profile type to "
                "RuntimeDefault if not present.",
                "azure-policy:6f87d474-38a9-46c9-bdfe-d7fa3b9836bf",
                "azure-policy:[Preview]: Sets Kubernetes cluster init containers' secure computing mode profile type "
                "to RuntimeDefault if not present.",
                "azure-policy:6bcd4321-fb89-4e3e-bf6c-999c13d47f43",
                "gatekeeper:pod-security-policy/seccomp",
                "gatekeeper:pod-security-policy/seccompv2",
                "kyverno:restrict-seccomp-strict",
                "pss:restricted: Seccomp",
                "cis-kubernetes:5.7.2",
                "cis-kubernetes:5.6.2",
                "nsa:Pod security: Linux hardening (C-0055)",
                "terrascan:AC_K8S_0080"},
    .check =
        [](const Workload& workload, Context& ctx) {
          if (workload.windows || workload.containers.empty()) return;
          const Seccomp pod = pod_seccomp(workload);
          report_other(pod, ctx);
          const auto& containers = workload.containers;
          const bool somewhere = std::any_of(containers.begin(), containers.end(), [](const Container& container) {
            return seccomp_of(container.value).kind != Kind::missing;
          });
          const bool open = pod.kind == Kind::missing && !workload.steps;
          if (open && !somewhere) {
            Report report = ctx.report(
                pod.type.span(), "no seccomp profile applies to the pod, so its containers may make any system call");
            if (auto edit = set(workload.pod_spec, {"securityContext", "seccompProfile", "type"}, "RuntimeDefault",
                                ctx.source()))
              report.suggest("set the pod's seccompProfile to RuntimeDefault", *edit);
            return;
          }
          for (const Container& container : containers) {
            const Seccomp own = seccomp_of(container.value);
            report_other(own, ctx);
            if (!open || own.kind != Kind::missing) continue;
            ctx.report(container.place_of(own.type),
                       "no seccomp profile applies to container '{}', so it may make any system call",
                       container.name());
          }
        },
};

}  // namespace plimsoll::kubernetes
