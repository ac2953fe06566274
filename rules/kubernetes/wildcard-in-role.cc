// Roles that say "*" where they should say what they need.
#include <algorithm>

#include "context.h"
#include "kubernetes/role.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> fields{
    "fields", "lists to look at: resources, verbs, apiGroups", {"resources", "verbs"}, [](std::string_view text) {
      return choice_problem(text, {"resources", "verbs", "apiGroups"});
    }};

bool is_partial(const Value& item) { return item.string().ends_with("/*") || item.string().starts_with("*/"); }

std::string_view meaning_of(std::string_view field) {
  if (field == "resources") return "all resources, also those to come";
  if (field == "verbs") return "every verb, also those to come";
  return "every API group, also those to come";
}

}  // namespace

extern constinit const Rule wildcard_in_role = {
    .severity = Severity::error,
    .group = Group::rbac,
    .aliases = {"kube-linter:wildcard-in-rules", "trivy:KSV-0046", "trivy:KSV046", "trivy:AVD-KSV-0046",
                "trivy:KSV-0112", "trivy:KSV112", "trivy:AVD-KSV-0112", "checkov:CKV_K8S_49",
                "kics:RBAC Wildcard In Rule", "kics:6b896afb-ca07-467a-b256-1a0077a1c08e", "kubescape:C-0187",
                "azure-policy:Kubernetes clusters should minimize wildcard use in role and cluster role",
                "azure-policy:ca8d5704-aa2b-40cf-b110-dc19052825ad", "kyverno:restrict-wildcard-resources",
                "kyverno:restrict-wildcard-verbs", "cis-kubernetes:5.1.3", "sonar:S6867",
                "semgrep:legacy-api-clusterrole-excessive-permissions"},
    .replaces = {"role-*", "security-context-constraint-anyuid-granted"},
    .options = {&fields},
    .check =
        [](const Object& object, Context& ctx) {
          for (const Value& rule : judged_rules_of(object)) {
            if (rule["nonResourceURLs"].exists() && !rule["resources"].is_list()) continue;
            for (std::string_view field : ctx[fields]) {
              const auto items = rule[field].items();
              auto found = std::find_if(items.begin(), items.end(), [](const Value& item) { return item.is("*"); });
              if (found == items.end()) found = std::find_if(items.begin(), items.end(), is_partial);
              if (found == items.end()) continue;
              ctx.report(found->span(), "'{}' gives {} '{}' {}: name what it needs", found->string(), object.kind_name,
                         object.name, found->is("*") ? meaning_of(field) : "all that fit, also those to come");
            }
          }
        },
};

extern constinit const Rule wildcard_everything_role = {
    .severity = Severity::error,
    .group = Group::rbac,
    .aliases = {"trivy:KSV-0044", "trivy:KSV044", "trivy:AVD-KSV-0044",
                "kics:Cluster Admin Rolebinding With Superuser Permissions",
                "kics:249328b8-5f0f-409f-b1dd-029f07882e11", "kubescape:C-0035", "kubescape:C-0185",
                "cis-kubernetes:5.1.1"},
    .replaces = {"wildcard-in-role", "role-*", "security-context-constraint-anyuid-granted"},
    .check =
        [](const Object& object, Context& ctx) {
          for (const Value& rule : judged_rules_of(object)) {
            if (!grants_everything(rule, true)) continue;
            ctx.report(rule.entries().front().first.span(), "{} '{}' allows everything, as cluster-admin does",
                       object.kind_name, object.name)
                .covers(rule.span());
          }
        },
};

extern constinit const Rule role_wildcard_verb_on_sensitive_resource = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .aliases = {"trivy:KSV-0045", "trivy:KSV045", "trivy:AVD-KSV-0045"},
    .check =
        [](const Object& object, Context& ctx) {
          for (const Value& rule : judged_rules_of(object)) {
            if (const auto grant = find_grant(rule, role_right("role-wildcard-verb-on-sensitive-resource")))
              ctx.report(grant->verb.span(), "{} '{}' allows every verb on '{}', also those to come", object.kind_name,
                         object.name, grant->resource.string());
          }
        },
};

}  // namespace plimsoll::kubernetes
