// Roles whose holders may get rights that nobody gave them.
#include <algorithm>

#include "context.h"
#include "kubernetes/role.h"

namespace plimsoll::kubernetes {

namespace {

bool grants(const Object& object, std::string_view right) {
  const auto rules = judged_rules_of(object);
  return std::any_of(rules.begin(), rules.end(), [&](const Value& rule) {
    const auto grant = find_grant(rule, role_right(right));
    return grant && !grant->restricted;
  });
}

// All that it may bind is the right to look.
bool names_harmless_roles(const Value& rule, const Grant& grant) {
  const auto names = resource_names_of(rule);
  return grant.restricted && std::all_of(names.begin(), names.end(), [](const Value& name) { return name.is("view"); });
}

std::optional<Value> escalating_verb(const Value& rule) {
  for (const Value& verb : rule["verbs"].items()) {
    if (verb.is("escalate") || verb.is("*")) return verb;
  }
  return std::nullopt;
}

}  // namespace

extern constinit const Rule role_allows_escalation = {
    .severity = Severity::error,
    .group = Group::rbac,
    .aliases = {"trivy:KSV-0050", "trivy:KSV050", "trivy:AVD-KSV-0050", "checkov:CKV_K8S_157", "checkov:CKV_K8S_158",
                "checkov:CKV2_K8S_1", "kics:RBAC Roles Allow Privilege Escalation",
                "kics:8320826e-7a9c-4b0b-9535-578333193432", "kubescape:C-0191",
                "kyverno:restrict-escalation-verbs-roles", "cis-kubernetes:5.1.8"},
    .check =
        [](const Object& object, Context& ctx) {
          const Fact right = role_right("role-allows-escalation");
          for (const Value& rule : judged_rules_of(object)) {
            auto grant = find_grant(rule, right);
            if (!grant) continue;
            if (names_harmless_roles(rule, *grant)) {
              const auto verb = escalating_verb(rule);
              if (!verb) continue;
              grant->verb = *verb;
            }
            report_grant(object, *grant, right, ctx);
          }
        },
};

extern constinit const Rule role_allows_impersonation = {
    .severity = Severity::error,
    .group = Group::rbac,
    .aliases = {"trivy:KSV-0043", "trivy:KSV043", "trivy:AVD-KSV-0043", "checkov:CKV2_K8S_3",
                "kics:RBAC Roles with Impersonate Permission", "kics:9f85c3f6-26fd-4007-938a-2e0cb0100980",
                "kubescape:C-0065", "kubescape:C-0191", "kyverno:restrict-escalation-verbs-roles",
                "cis-kubernetes:5.1.8"},
    .check = [](const Object& object, Context& ctx) { report_right(object, "role-allows-impersonation", ctx); },
};

extern constinit const Rule role_writes_role_bindings = {
    .severity = Severity::error,
    .group = Group::rbac,
    .aliases = {"trivy:KSV-0051", "trivy:KSV051", "trivy:AVD-KSV-0051", "trivy:KSV-0052", "trivy:KSV052",
                "trivy:AVD-KSV-0052", "trivy:KSV-0055", "trivy:KSV055", "trivy:AVD-KSV-0055", "kubescape:C-0191"},
    .check =
        [](const Object& object, Context& ctx) {
          const bool binds = grants(object, "role-allows-escalation"), escalates = grants(object, "escalates-roles");
          const Fact right = role_right("role-writes-role-bindings"), roles = role_right("changes-roles");
          for (const Value& rule : judged_rules_of(object)) {
            if (const auto grant = find_grant(rule, right); grant && !grant->restricted) {
              report_grant(object, *grant, right, ctx, binds ? Severity::error : Severity::warning);
            } else if (const auto change = find_grant(rule, roles); escalates && change && !change->restricted) {
              report_grant(object, *change, roles, ctx);
            }
          }
        },
};

extern constinit const Rule role_creates_service_account_tokens = {
    .severity = Severity::error,
    .group = Group::rbac,
    .aliases = {"kubescape:C-0282", "cis-kubernetes:5.1.13"},
    .check = [](const Object& object,
                Context& ctx) { report_right(object, "role-creates-service-account-tokens", ctx); },
};

extern constinit const Rule role_changes_admission_webhooks = {
    .severity = Severity::error,
    .group = Group::rbac,
    .aliases = {"trivy:KSV-0114", "trivy:KSV114", "trivy:AVD-KSV-0114", "checkov:CKV_K8S_155", "kubescape:C-0036",
                "kubescape:C-0039", "kubescape:C-0281",
                "kyverno:restrict-clusterrole-mutating-validating-admission-webhooks", "cis-kubernetes:5.1.12"},
    .check = [](const Object& object, Context& ctx) { report_right(object, "role-changes-admission-webhooks", ctx); },
};

extern constinit const Rule role_approves_certificates = {
    .severity = Severity::error,
    .group = Group::rbac,
    .aliases = {"checkov:CKV_K8S_156", "kubescape:C-0280", "kyverno:restrict-clusterrole-csr", "cis-kubernetes:5.1.11"},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.kind_name != "ClusterRole") return;
          report_right(object, "role-approves-certificates", ctx);
          if (grants(object, "requests-certificates")) report_right(object, "signs-certificates", ctx);
        },
};

}  // namespace plimsoll::kubernetes
