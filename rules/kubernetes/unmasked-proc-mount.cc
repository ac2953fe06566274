#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<std::string_view> version{
    "version", "the Kubernetes release, such as 1.34; latest: that of the run", "latest", release_problem};
constinit const Option<std::string_view> level{"level", "of the Pod Security Standards: baseline or restricted",
                                               "baseline", pod_security_problem};

bool is_other(const Value& mount) { return mount.is_scalar() && !mount.templated() && !mount.is("Default"); }

}  // namespace

extern constinit const Rule unmasked_proc_mount = {
    .severity = Severity::error,
    .group = Group::pod_security_baseline,
    .aliases = {"kube-linter:unsafe-proc-mount", "polaris:procMount", "trivy:KSV-0027", "trivy:KSV027",
                "trivy:AVD-KSV-0027", "kics:Container Runs Unmasked", "kics:f922827f-aab6-447c-832a-e1ff63312bd3",
                "kubescape:C-0211", "azure-policy:Kubernetes cluster containers should only use allowed ProcMountType",
                "azure-policy:f85eb0dd-92ee-40e9-8a76-db25a507d6d3", "gatekeeper:pod-security-policy/proc-mount",
                "kyverno:disallow-proc-mount", "pss:baseline: /proc Mount Type", "terrascan:AC_K8S_0077"},
    .options = {&version, &level},
    .check = {[](const Container& container, Context& ctx) {
                const Value mount = container["securityContext"]["procMount"];
                const bool relaxed = ctx[level] != "restricted" && minor_version(ctx[version], ctx) >= 35;
                if (!is_other(mount) || (relaxed && has_own_users(*container.workload))) return;
                Report report =
                    ctx.report(mount.span(), "procMount '{}' opens the kernel's files in /proc to container '{}'",
                               mount.string(), container.name());
                if (auto edit = erase(container.value, {"securityContext", "procMount"}, ctx.source()))
                  report.suggest("remove 'procMount'", *edit);
              },
              [](const Object& object, Context& ctx) {
                if (object.kind_name != "PodSecurityPolicy") return;
                for (const Value& type : object["spec"]["allowedProcMountTypes"].items()) {
                  if (is_other(type)) ctx.report(type.span(), "the policy allows procMount '{}'", type.string());
                }
              }},
};

}  // namespace plimsoll::kubernetes
