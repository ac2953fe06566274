// What a role may do with Secrets. Who can list them can read them.
#include "context.h"
#include "kubernetes/role.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<bool> allow_resource_names{"allow-resource-names", "not where the role names the Secrets", true};

// Whether a grant that resourceNames may restrict is worth a word.
bool counts(const Grant& grant, const Context& ctx) { return !grant.restricted || !ctx[allow_resource_names]; }

}  // namespace

extern constinit const Rule role_reads_secrets = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .aliases = {"kube-linter:access-to-secrets", "kube-linter:access-to-resources", "trivy:KSV-0041", "trivy:KSV041",
                "trivy:AVD-KSV-0041", "trivy:KSV-0113", "trivy:KSV113", "trivy:AVD-KSV-0113", "checkov:CKV2_K8S_5",
                "kics:RBAC Roles with Read Secrets Permissions", "kics:b7bca5c4-1dab-4c2c-8cbe-3050b9d59b14",
                "kics:ServiceAccount Allows Access Secrets", "kics:056ac60e-fe07-4acc-9b34-8e1d51716ab9",
                "kubescape:C-0015", "kubescape:C-0186", "kyverno:restrict-secret-role-verbs",
                "kyverno:restrict-secrets-by-name", "cis-kubernetes:5.1.2"},
    .options = {&allow_resource_names},
    .check =
        [](const Object& object, Context& ctx) {
          const Fact right = role_right("role-reads-secrets");
          for (const Value& rule : judged_rules_of(object)) {
            const auto grant = find_grant(rule, right);
            if (!grant || !counts(*grant, ctx)) continue;
            if (object.kind_name == "Role") {
              report_grant(object, *grant, right, ctx);
              continue;
            }
            const std::string bound = cluster_bound_fact(ctx.source().path(), object.metadata["name"].span());
            ctx.report(grant->resource.span(), "ClusterRole '{}' can {}, in every namespace", object.name,
                       right["can"].string())
                .severity(Severity::error)
                .given({bound}, "bound in every namespace here");
            report_grant(object, *grant, right, ctx, std::nullopt, bound);
          }
        },
};

extern constinit const Rule role_changes_secrets = {
    .severity = Severity::info,
    .group = Group::rbac,
    .profile = Profile::strict,
    .aliases = {"trivy:KSV-0041", "trivy:KSV041", "trivy:AVD-KSV-0041", "trivy:KSV-0113", "trivy:KSV113",
                "trivy:AVD-KSV-0113"},
    .options = {&allow_resource_names},
    .check =
        [](const Object& object, Context& ctx) {
          const Fact right = role_right("role-changes-secrets");
          for (const Value& rule : judged_rules_of(object)) {
            const auto grant = find_grant(rule, right);
            if (grant && counts(*grant, ctx) && !has_verb(rule, "*")) report_grant(object, *grant, right, ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
