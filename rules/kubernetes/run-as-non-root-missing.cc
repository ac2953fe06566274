#include <algorithm>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<bool> accept_numeric_user{"accept-numeric-user", "a runAsUser other than 0 is enough", true};
constinit const Option<bool> strict_pss{"strict-pss",
                                        "judge as the Pod Security Standards do, without regard to runAsUser", false};
constinit const Option<Names> exempt_containers{
    "exempt-containers", "names, images, or beginnings of images with a * behind", {}};

}  // namespace

extern constinit const Rule run_as_non_root_missing = {
    .severity = Severity::warning,
    .group = Group::pod_security_restricted,
    .aliases =
        {"kube-linter:run-as-non-root",
         "polaris:runAsRootAllowed",
         "kubesec:RunAsNonRoot",
         "trivy:KSV-0012",
         "trivy:KSV012",
         "trivy:AVD-KSV-0012",
         "checkov:CKV_K8S_23",
         "kics:Container Running As Root",
         "kics:cf34805e-3872-4c08-bf92-6ff7bb0cfadb",
         "kubescape:C-0013",
         "kubescape:C-0211",
         "azure-policy:Kubernetes cluster pods and containers should only run with approved user and group IDs",
         "azure-policy:f06ddb64-5fa3-4b77-b166-acb36f7f6042",
         "azure-policy:[Preview]: Prevents containers from being ran as root by setting runAsNotRoot to true.",
         "azure-policy:2fe7ba7d-f670-41f5-8b70-b61dc7dfbe18",
         "azure-policy:[Preview]: Prevents init containers from being ran as root by setting runAsNotRoot to true.",
         "azure-policy:fed6510d-00b9-40db-a347-933125a6a327",
         "gatekeeper:pod-security-policy/users (MustRunAsNonRoot)",
         "kyverno:require-run-as-nonroot",
         "kyverno:service-mesh-require-run-as-nonroot",
         "pss:restricted: Running as Non-root",
         "cis-kubernetes:5.2.7",
         "nsa:Pod security: non-root containers (C-0013)",
         "semgrep:run-as-non-root",
         "semgrep:run-as-non-root-container-level",
         "semgrep:run-as-non-root-container-level-missing-security-context",
         "semgrep:run-as-non-root-security-context-pod-level",
         "semgrep:run-as-non-root-unsafe-value",
         "terrascan:AC_K8S_0087"},
    .options = {&accept_numeric_user, &strict_pss, &exempt_containers},
    .check = {[](const Container& container, Context& ctx) {
                const Value flag = container.effective("runAsNonRoot");
                const Value user = container.effective("runAsUser");
                const Workload& workload = *container.workload;
                // Then there is worse to say.
                if (ctx.unasked() && container["securityContext"]["privileged"].is(true)) return;
                if (flag.is(true) || flag.templated() || has_own_users(workload) ||
                    is_listed(container, ctx[exempt_containers]))
                  return;
                if (flag.missing() && (workload.steps || !container.value.known({"securityContext", "runAsNonRoot"}) ||
                                       !workload.pod_spec.known({"securityContext", "runAsNonRoot"}))) {
                  return;
                }
                if (!ctx[strict_pss] && ctx[accept_numeric_user] && !user.missing() && user.integer() != 0) return;
                Report report = ctx.report(container.place_of(flag),
                                           "nothing keeps container '{}' from running as root", container.name());
                // Where the user is 0 the flag would only stop the container.
                if (!user.missing() || !flag.missing()) return;
                if (auto edit = set(workload.pod_spec, {"securityContext", "runAsNonRoot"}, "true", ctx.source()))
                  report.suggest("set 'runAsNonRoot: true' for the pod", *edit);
              },
              [](const Workload& workload, Context& ctx) {
                const Value flag = workload.pod_setting("runAsNonRoot");
                const auto& containers = workload.containers;
                const bool overridden = std::all_of(
                    containers.begin(), containers.end(),
                    [](const Container& container) { return container["securityContext"]["runAsNonRoot"].is(true); });
                if (!ctx[strict_pss] || !flag.is(false) || !overridden || has_own_users(workload)) return;
                ctx.report(flag.span(), "the pod lets its containers run as root");
              }},
};

}  // namespace plimsoll::kubernetes
