#include <algorithm>
#include <string>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<std::string_view> version{
    "version", "the Kubernetes release, such as 1.31; latest: that of the run", "latest", release_problem};
constinit const Option<Names> allowed{"allowed", "more names; a * at the end stands for any rest", {}};
constinit const Option<bool> only_allowed{"only-allowed", "safe ones have to be in that list, too", false};
constinit const Option<Names> forbidden{"forbidden", "names that are forbidden all the same, with * as above", {}};

}  // namespace

extern constinit const Rule unsafe_sysctl = {
    .severity = Severity::error,
    .group = Group::pod_security_baseline,
    .aliases = {"kube-linter:unsafe-sysctls", "trivy:KSV-0026", "trivy:KSV026", "trivy:AVD-KSV-0026",
                "kics:Cluster Allows Unsafe Sysctls", "kics:9127f0d9-2310-42e7-866f-5fd9d20dcbad", "kubescape:C-0211",
                "azure-policy:Kubernetes cluster containers should not use forbidden sysctl interfaces",
                "azure-policy:56d0a13f-712f-466b-8416-56fb354fb823",
                "azure-policy:[Preview]: Kubernetes cluster containers should use only allowed sysctl interfaces",
                "azure-policy:5e5a0673-649e-4d50-bf9d-5a387a4e2081", "gatekeeper:pod-security-policy/forbidden-sysctls",
                "kyverno:restrict-sysctls", "pss:baseline: Sysctls", "terrascan:AC_K8S_0074"},
    .options = {&version, &allowed, &only_allowed, &forbidden},
    .check = {[](const Workload& workload, Context& ctx) {
                for (const Value& sysctl : workload.pod_setting("sysctls").items()) {
                  const Value written = sysctl["name"];
                  std::string name(written.string());
                  std::replace(name.begin(), name.end(), '/', '.');
                  if (name.empty() || written.templated()) continue;
                  const bool denied = fits_any(name, ctx[forbidden]);
                  const bool safe = is_in_baseline("sysctls", name, minor_version(ctx[version], ctx));
                  if (!denied && ((safe && !ctx[only_allowed]) || fits_any(name, ctx[allowed]))) continue;
                  Report report = denied || safe
                                      ? ctx.report(written.span(), "sysctl '{}' is forbidden here", name)
                                      : ctx.report(written.span(),
                                                   "sysctl '{}' is not a safe one, so most nodes refuse the pod", name);
                  if (auto edit = erase_item(workload.pod_spec, {"securityContext", "sysctls"}, sysctl, ctx.source()))
                    report.suggest("remove it", *edit);
                }
              },
              [](const Object& object, Context& ctx) {
                if (object.kind_name != "PodSecurityPolicy") return;
                for (const Value& name : object["spec"]["allowedUnsafeSysctls"].items()) {
                  if (!name.string().empty() && !name.templated() && !fits_any(name.string(), ctx[allowed]))
                    ctx.report(name.span(), "the policy lets pods set '{}', beyond the safe sysctls", name.string());
                }
              }},
};

}  // namespace plimsoll::kubernetes
