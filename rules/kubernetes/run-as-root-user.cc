#include <algorithm>

#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<bool> strict_pss{
    "strict-pss", "the pod's 0 is wrong even if all containers override it, as Pod Security has it", false};

}  // namespace

extern constinit const Rule run_as_root_user = {
    .severity = Severity::error,
    .group = Group::pod_security_restricted,
    .aliases = {"kube-linter:run-as-non-root", "trivy:KSV-0105", "trivy:KSV105", "trivy:AVD-KSV-0105",
                "azure-policy:Kubernetes cluster pods and containers should only run with approved user and group IDs",
                "azure-policy:f06ddb64-5fa3-4b77-b166-acb36f7f6042",
                "azure-policy:[Preview]: Sets Kubernetes cluster container securityContext.runAsUser fields to 1000, a "
                "non-root user id",
                "azure-policy:a8e3ce3c-cac3-4402-a28a-03ee3ede9790",
                "azure-policy:[Preview]: Sets Kubernetes cluster init containers securityContext.runAsUser fields to "
                "1000, a non-root user id",
                "azure-policy:97de439f-fd35-4d43-a693-3644f51a51fd",
                "azure-policy:[Preview]: Sets Kubernetes cluster Pod securityContext.runAsUser fields to 1000, a "
                "non-root user id",
                "azure-policy:fe74a23d-79e4-401c-bd0d-fd7a5b35af32", "kyverno:require-run-as-non-root-user",
                "pss:restricted: Running as Non-root user", "cis-kubernetes:5.2.7"},
    .replaces = {"run-as-non-root-missing"},
    .options = {&strict_pss},
    .check = {[](const Container& container, Context& ctx) {
                const Value user = container["securityContext"]["runAsUser"];
                if (user.integer() != 0 || has_own_users(*container.workload)) return;
                ctx.report(user.span(), "container '{}' runs as root", container.name()).covers(container.value.span());
              },
              [](const Workload& workload, Context& ctx) {
                const Value user = workload.pod_setting("runAsUser");
                if (user.integer() != 0 || has_own_users(workload)) return;
                const auto& containers = workload.containers;
                const bool inherited =
                    containers.empty() || ctx[strict_pss] ||
                    std::any_of(containers.begin(), containers.end(), [](const Container& container) {
                      const auto own = container.value.known({"securityContext", "runAsUser"});
                      return own && (own->missing() || own->integer() == 0);
                    });
                if (inherited)
                  ctx.report(user.span(), "the pod runs its containers as root").covers(workload.pod_spec.span());
              }},
};

}  // namespace plimsoll::kubernetes
