// What a role may do with the ways to a pod, and with the settings of the cluster itself.
#include <algorithm>

#include "context.h"
#include "kubernetes/role.h"

namespace plimsoll::kubernetes {

namespace {

// ConfigMaps that the cluster itself is run by.
bool runs_the_cluster(const Value& name) {
  return name.is("coredns") || name.is("aws-auth") || name.is("kube-proxy") || name.is("kubeadm-config");
}

std::optional<Value> find_name(const Value& rule, std::string_view wanted) {
  for (const Value& name : resource_names_of(rule)) {
    if (name.is(wanted)) return name;
  }
  return std::nullopt;
}

}  // namespace

extern constinit const Rule role_manages_networking = {
    .severity = Severity::info,
    .group = Group::rbac,
    .profile = Profile::all,
    .aliases = {"trivy:KSV-0056", "trivy:KSV056", "trivy:AVD-KSV-0056"},
    .check = [](const Object& object, Context& ctx) { report_right(object, "role-manages-networking", ctx); },
};

extern constinit const Rule role_edits_endpoints = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .aliases = {"trivy:KSV-0056", "trivy:KSV056", "trivy:AVD-KSV-0056",
                "azure-policy:Kubernetes clusters should not allow endpoint edit permissions of "
                "ClusterRole/system:aggregate-to-edit",
                "azure-policy:1ddac26b-ed48-4c30-8cc5-3a68c79b8001",
                "gatekeeper:general/block-endpoint-edit-default-role", "kyverno:restrict-edit-for-endpoints"},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.kind_name != "ClusterRole") return;
          const Fact right = role_right("role-edits-endpoints");
          // Clusters from before 1.22 still have the right in this role of their own; a manifest of it is there to mend
          // that.
          const bool own = object.name == "system:aggregate-to-edit";
          for (const Value& rule : own ? role_rules_of(object) : judged_rules_of(object)) {
            const auto grant = find_grant(rule, right);
            if (grant && !grant->restricted) report_grant(object, *grant, right, ctx);
          }
        },
};

extern constinit const Rule role_changes_service_status = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .aliases = {"checkov:CKV2_K8S_4"},
    .check = [](const Object& object, Context& ctx) { report_right(object, "role-changes-service-status", ctx); },
};

extern constinit const Rule role_manages_config_maps = {
    .severity = Severity::info,
    .group = Group::rbac,
    .profile = Profile::all,
    .aliases = {"trivy:KSV-0049", "trivy:KSV049", "trivy:AVD-KSV-0049", "kubescape:C-0037"},
    .check =
        [](const Object& object, Context& ctx) {
          const Fact right = role_right("role-manages-config-maps");
          for (const Value& rule : judged_rules_of(object)) {
            const auto grant = find_grant(rule, right);
            const auto names = resource_names_of(rule);
            const bool risky = std::any_of(names.begin(), names.end(), runs_the_cluster);
            if (grant && (risky || !grant->restricted))
              report_grant(object, *grant, right, ctx, risky ? Severity::warning : Severity::info);
          }
        },
};

extern constinit const Rule role_edits_aws_auth = {
    .severity = Severity::error,
    .group = Group::rbac,
    .aliases = {"trivy:KSV-0115", "trivy:KSV115", "trivy:AVD-KSV-0115"},
    .check =
        [](const Object& object, Context& ctx) {
          for (const Value& rule : judged_rules_of(object)) {
            const auto name = find_name(rule, "aws-auth");
            if (name && find_grant(rule, role_right("role-manages-config-maps")))
              ctx.report(name->span(), "{} '{}' can change who is admin of the EKS cluster", object.kind_name,
                         object.name);
          }
        },
};

extern constinit const Rule role_edits_coredns_config = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .aliases = {"kubescape:C-0037"},
    .check =
        [](const Object& object, Context& ctx) {
          const bool everywhere = object.kind_name == "ClusterRole";
          if (!everywhere && object.namespace_ != "kube-system") return;
          const Fact right = role_right("role-edits-coredns-config");
          for (const Value& rule : judged_rules_of(object)) {
            const bool named = find_name(rule, "coredns").has_value();
            // Most controllers change ConfigMaps somewhere, and few are bound in kube-system.
            if (everywhere && !named && ctx.unasked()) continue;
            const auto grant = find_grant(rule, right);
            if (grant && (named || !grant->restricted)) report_grant(object, *grant, right, ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
