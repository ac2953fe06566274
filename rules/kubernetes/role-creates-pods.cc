// What a role may do with pods, and with the nodes on which they run.
#include "context.h"
#include "glob.h"
#include "kubernetes/role.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> exempt_names{
    "exempt-names", "roles that may", {"cluster-admin", "admin", "edit", "gce:podsecuritypolicy:calico-sa"}};
constinit const Option<bool> any_verb{"any-verb", "count all verbs, not only those that the kubelet answers to", false};

void report_unless_exempt(const Object& object, std::string_view right, Context& ctx) {
  if (!fits_any(ctx[exempt_names], object.name)) report_right(object, right, ctx);
}

}  // namespace

extern constinit const Rule role_creates_pods = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .aliases = {"kube-linter:access-to-create-pods", "trivy:KSV-0048", "trivy:KSV048", "trivy:AVD-KSV-0048",
                "kics:Permissive Access to Create Pods", "kics:592ad21d-ad9b-46c6-8d2d-fad09d62a942",
                "kubescape:C-0188", "cis-kubernetes:5.1.4"},
    .check = [](const Object& object, Context& ctx) { report_right(object, "role-creates-pods", ctx); },
};

extern constinit const Rule role_allows_pod_exec = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .aliases = {"polaris:clusterrolePodExecAttach", "polaris:rolePodExecAttach", "trivy:KSV-0053", "trivy:KSV053",
                "trivy:AVD-KSV-0053", "checkov:CKV2_K8S_2", "kics:RBAC Roles with Exec Permission",
                "kics:c589f42c-7924-4871-aee2-1cede9bc7cbc", "kubescape:C-0002", "nsa:C-0002", "sonar:S6868"},
    .options = {&exempt_names},
    .check = [](const Object& object, Context& ctx) { report_unless_exempt(object, "role-allows-pod-exec", ctx); },
};

extern constinit const Rule role_allows_pod_attach = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .aliases = {"polaris:clusterrolePodExecAttach", "polaris:rolePodExecAttach", "trivy:KSV-0054", "trivy:KSV054",
                "trivy:AVD-KSV-0054", "kics:RBAC Roles with Attach Permission",
                "kics:d45330fd-f58d-45fb-a682-6481477a0f84", "kubescape:C-0002"},
    .options = {&exempt_names},
    .check = [](const Object& object, Context& ctx) { report_unless_exempt(object, "role-allows-pod-attach", ctx); },
};

extern constinit const Rule role_allows_port_forward = {
    .severity = Severity::info,
    .group = Group::rbac,
    .profile = Profile::strict,
    .aliases = {"kics:RBAC Roles with Port-Forwarding Permission", "kics:38fa11ef-dbcc-4da8-9680-7e1fd855b6fb",
                "kubescape:C-0063"},
    .check = [](const Object& object, Context& ctx) { report_right(object, "role-allows-port-forward", ctx); },
};

extern constinit const Rule role_allows_ephemeral_containers = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .check = [](const Object& object, Context& ctx) { report_right(object, "role-allows-ephemeral-containers", ctx); },
};

extern constinit const Rule role_accesses_node_proxy = {
    .severity = Severity::error,
    .group = Group::rbac,
    .aliases = {"trivy:KSV-0047", "trivy:KSV047", "trivy:AVD-KSV-0047", "checkov:CKV2_K8S_2", "kubescape:C-0279",
                "kyverno:restrict-clusterrole-nodesproxy", "cis-kubernetes:5.1.10"},
    .options = {&any_verb},
    .check =
        [](const Object& object, Context& ctx) {
          report_right(object, ctx[any_verb] ? "any-verb-on-node-proxy" : "role-accesses-node-proxy", ctx);
        },
};

extern constinit const Rule role_creates_persistent_volumes = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .aliases = {"kubescape:C-0278", "cis-kubernetes:5.1.9"},
    .check = [](const Object& object, Context& ctx) { report_right(object, "role-creates-persistent-volumes", ctx); },
};

extern constinit const Rule role_deletes_pod_logs = {
    .severity = Severity::info,
    .group = Group::rbac,
    .profile = Profile::all,
    .aliases = {"trivy:KSV-0042", "trivy:KSV042", "trivy:AVD-KSV-0042"},
    .check = [](const Object& object, Context& ctx) { report_right(object, "role-deletes-pod-logs", ctx); },
};

extern constinit const Rule role_deletes_events = {
    .severity = Severity::info,
    .group = Group::rbac,
    .profile = Profile::strict,
    .aliases = {"kubescape:C-0031"},
    .check = [](const Object& object, Context& ctx) { report_right(object, "role-deletes-events", ctx); },
};

extern constinit const Rule role_deletes_workloads = {
    .severity = Severity::info,
    .group = Group::rbac,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0007"},
    .check = [](const Object& object, Context& ctx) { report_right(object, "role-deletes-workloads", ctx); },
};

}  // namespace plimsoll::kubernetes
