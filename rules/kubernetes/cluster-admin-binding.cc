// Bindings to roles that the cluster brings, and to roles of the run that are as powerful.
#include "context.h"
#include "glob.h"
#include "kubernetes/role.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> exempt_bindings{
    "exempt-bindings", "bindings that may", {"cluster-admin", "system:*", "gce:podsecuritypolicy:calico-sa"}};

// The one with which a cluster starts.
bool is_bootstrap_binding(const Object& binding) {
  const auto subjects = binding["subjects"].items();
  return binding.kind_name == "ClusterRoleBinding" && binding.name == "cluster-admin" && subjects.size() == 1 &&
         subjects.front()["kind"].is("Group") && subjects.front()["name"].is("system:masters");
}

std::string_view reach_of(const Object& binding) {
  return binding.kind_name == "RoleBinding" ? "a namespace" : "the cluster";
}

}  // namespace

extern constinit const Rule cluster_admin_binding = {
    .severity = Severity::error,
    .group = Group::rbac,
    .aliases =
        {"kube-linter:cluster-admin-role-binding", "polaris:rolebindingClusterAdminRole",
         "polaris:clusterrolebindingClusterAdmin", "polaris:rolebindingClusterAdminClusterRole", "trivy:KSV-0111",
         "trivy:KSV111", "trivy:AVD-KSV-0111", "kics:Cluster Admin Rolebinding With Superuser Permissions",
         "kics:249328b8-5f0f-409f-b1dd-029f07882e11", "kubescape:C-0035", "kubescape:C-0185",
         "azure-policy:Kubernetes clusters should ensure that the cluster-admin role is only used where required",
         "azure-policy:a3dc4946-dba6-43e6-950d-f96532848c9f", "kyverno:restrict-binding-clusteradmin",
         "kyverno:block-cluster-admin-from-ns", "cis-kubernetes:5.1.1",
         "nsa:Authentication and authorization: administrative roles (C-0035)"},
    .replaces = {"binding-grants-pod-exec"},
    .check =
        [](const Object& object, Context& ctx) {
          const auto role = role_ref_of(object);
          if (!role) return;
          const Severity severity = object.kind_name == "RoleBinding" ? Severity::warning : Severity::error;
          if (role->name.is("cluster-admin")) {
            if (is_bootstrap_binding(object)) return;
            ctx.report(role->name.span(),
                       "{} '{}' gives all rights over {} away; bind a role with the few that are needed",
                       object.kind_name, object.name, reach_of(object))
                .severity(severity);
          } else if (!object.name.starts_with("system:") && object.name != "gce:podsecuritypolicy:calico-sa") {
            ctx.report(role->name.span(),
                       "{} '{}' gives all rights over {} away: role '{}' is as powerful as cluster-admin",
                       object.kind_name, object.name, reach_of(object), role->name.string())
                .severity(severity)
                .given({role_fact(RoleFact::everything, ctx.source().path(), role->name.span())},
                       "the role allows every verb on everything");
          }
        },
};

extern constinit const Rule broad_default_role_binding = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .profile = Profile::all,
    .aliases = {"trivy:KSV-0111", "trivy:KSV111", "trivy:AVD-KSV-0111"},
    .replaces = {"binding-grants-pod-exec"},
    .check =
        [](const Object& object, Context& ctx) {
          const auto role = role_ref_of(object);
          if (!role || role->kind != "ClusterRole" || !(role->name.is("admin") || role->name.is("edit"))) return;
          Report report = ctx.report(role->name.span(), "{} '{}' lets its subjects change nearly everything in {}",
                                     object.kind_name, object.name,
                                     object.kind_name == "RoleBinding" ? "the namespace" : "every namespace");
          if (object.kind_name == "RoleBinding") report.severity(Severity::info);
        },
};

extern constinit const Rule binding_grants_pod_exec = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .profile = Profile::all,
    .aliases = {"polaris:clusterrolebindingPodExecAttach", "polaris:rolebindingClusterRolePodExecAttach",
                "polaris:rolebindingRolePodExecAttach"},
    .options = {&exempt_bindings},
    .check =
        [](const Object& object, Context& ctx) {
          const auto role = role_ref_of(object);
          if (!role || fits_any(ctx[exempt_bindings], object.name)) return;
          Report report = ctx.report(role->name.span(), "{} '{}' lets its subjects run commands in pods",
                                     object.kind_name, object.name);
          const Value name = role->name;
          const bool built_in = name.is("cluster-admin") || name.is("admin") || name.is("edit");
          if (role->kind != "ClusterRole" || !built_in)
            report.given({role_fact(RoleFact::pod_exec, ctx.source().path(), name.span())}, "the role allows it");
        },
};

extern constinit const Rule self_provisioner_binding = {
    .severity = Severity::info,
    .group = Group::rbac,
    .profile = Profile::all,
    .aliases = {"kyverno:openshift:disallow-self-provisioner-binding"},
    .check =
        [](const Object& object, Context& ctx) {
          const auto role = role_ref_of(object);
          if (!role || object.kind_name != "ClusterRoleBinding") return;
          if (!role->name.is("self-provisioner") && !role->name.is("self-provisioners")) return;
          for (const Value& subject : object["subjects"].items()) {
            if (!subject["kind"].is("Group") || !subject["name"].is("system:authenticated:oauth")) continue;
            ctx.report(role->name.span(), "every user who logs in may create projects");
            return;
          }
        },
};

}  // namespace plimsoll::kubernetes
