#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> exempt_containers{
    "exempt-containers", "names, images, or beginnings of images with a * behind", {}};

}  // namespace

extern constinit const Rule privileged_container = {
    .severity = Severity::error,
    .group = Group::pod_security_baseline,
    .aliases = {"kube-linter:privileged-container",
                "kube-linter:privileged",
                "kube-linter:scc-deny-privileged-container",
                "kube-score:container-security-context-privileged",
                "polaris:runAsPrivileged",
                "kubesec:Privileged",
                "trivy:KSV-0017",
                "trivy:KSV017",
                "trivy:AVD-KSV-0017",
                "checkov:CKV_K8S_16",
                "kics:Container Is Privileged",
                "kics:dd29336b-fe57-445b-a26e-e6aa867ae609",
                "kubescape:C-0057",
                "kubescape:C-0211",
                "azure-policy:Kubernetes cluster should not allow privileged containers",
                "azure-policy:95edb821-ddaf-4404-9732-666045e056b4",
                "gatekeeper:pod-security-policy/privileged-containers",
                "kyverno:disallow-privileged-containers",
                "kyverno:podsecurity-subrule-baseline",
                "pss:baseline: Privileged Containers",
                "cis-kubernetes:5.2.2",
                "nsa:Pod security: privileged containers (C-0057)",
                "sonar:S6428",
                "semgrep:privileged-container",
                "terrascan:AC_K8S_0046"},
    .options = {&exempt_containers},
    .check =
        [](const Container& container, Context& ctx) {
          const Value privileged = container["securityContext"]["privileged"];
          if (!privileged.is(true) || is_listed(container, ctx[exempt_containers])) return;
          ctx.report(privileged.span(), "container '{}' is privileged, so it has the rights of root on the node",
                     container.name())
              .suggest("set 'privileged: false'", replace(privileged.span(), "false"));
        },
};

}  // namespace plimsoll::kubernetes
