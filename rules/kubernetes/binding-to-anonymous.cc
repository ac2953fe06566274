// Bindings whose subjects are everybody, or nobody in particular.
#include <algorithm>

#include "context.h"
#include "glob.h"
#include "kubernetes/edit.h"
#include "kubernetes/role.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> allowed_roles{
    "allowed-roles", "roles that everybody may have", {"system:public-info-viewer"}};

// What the cluster itself gives to all who are known to it.
constexpr std::string_view kForAll[] = {"system:basic-user", "system:discovery", "system:public-info-viewer",
                                        "system:service-account-issuer-discovery"};

// Suggests to take the subject away.
void suggest_removal(Report&& report, const Object& binding, const Value& subject, Context& ctx) {
  if (auto edit = erase_item(binding.root, {"subjects"}, subject, ctx.source()))
    report.suggest("remove the subject", *edit);
}

}  // namespace

extern constinit const Rule binding_to_anonymous = {
    .severity = Severity::error,
    .group = Group::rbac,
    .aliases = {"kubesec:BindingsToSystemAnonymous", "trivy:KSV-0122", "trivy:KSV122", "trivy:AVD-KSV-0122",
                "kubescape:C-0262", "gatekeeper:general/disallowanonymous", "kyverno:restrict-binding-system-groups"},
    .options = {&allowed_roles},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_role_binding(object) || fits_any(ctx[allowed_roles], object["roleRef"]["name"].string())) return;
          for (const Value& subject : object["subjects"].items()) {
            const Value kind = subject["kind"], name = subject["name"];
            if (!kind.is("User") && !kind.is("Group")) continue;
            if (!name.is("system:anonymous") && !name.is("system:unauthenticated")) continue;
            suggest_removal(
                ctx.report(name.span(), "{} '{}' gives role '{}' to everybody who reaches the API, without a login",
                           object.kind_name, object.name, object["roleRef"]["name"].string()),
                object, subject, ctx);
          }
        },
};

extern constinit const Rule binding_to_all_authenticated = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .aliases = {"trivy:KSV-01011", "trivy:KSV01011", "trivy:AVD-KSV-01011", "kubescape:C-0265",
                "gatekeeper:general/disallowanonymous (disallowAuthenticated)"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_role_binding(object)) return;
          const std::string_view role = object["roleRef"]["name"].string();
          if (std::find(std::begin(kForAll), std::end(kForAll), role) != std::end(kForAll)) return;
          for (const Value& subject : object["subjects"].items()) {
            const Value name = subject["name"];
            if (!subject["kind"].is("Group")) continue;
            if (name.is("system:authenticated")) {
              ctx.report(name.span(), "{} '{}' gives role '{}' to everybody who can log in, on GKE any Google account",
                         object.kind_name, object.name, role);
            } else if (name.is("system:serviceaccounts")) {
              ctx.report(name.span(), "{} '{}' gives role '{}' to the service accounts of all namespaces",
                         object.kind_name, object.name, role);
            }
          }
        },
};

extern constinit const Rule binding_to_system_masters = {
    .severity = Severity::error,
    .group = Group::rbac,
    .aliases = {"trivy:KSV-0123", "trivy:KSV0123", "trivy:AVD-KSV-0123", "kubescape:C-0246",
                "kyverno:restrict-binding-system-groups", "cis-kubernetes:5.1.7"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_role_binding(object) || (object.kind_name == "ClusterRoleBinding" && object.name == "cluster-admin"))
            return;
          for (const Value& subject : object["subjects"].items()) {
            if (subject["kind"].is("Group") && subject["name"].is("system:masters"))
              ctx.report(subject["name"].span(),
                         "group 'system:masters' is past all authorization and cannot lose its rights");
          }
        },
};

extern constinit const Rule binding_to_default_service_account = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .aliases = {"checkov:CKV_K8S_42", "kics:Role Binding To Default Service Account",
                "kics:1e749bc9-fde8-471c-af0c-8254efd2dee5", "kubescape:C-0189", "kubescape:C-0225", "kubescape:C-0239",
                "cis-kubernetes:5.1.5", "terrascan:AC_K8S_0113"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_role_binding(object)) return;
          for (const Value& subject : object["subjects"].items()) {
            if (subject["kind"].is("ServiceAccount") && subject["name"].is("default"))
              ctx.report(subject["name"].span(),
                         "account 'default' is that of every pod which names none; give role '{}' to one of its own",
                         object["roleRef"]["name"].string());
          }
        },
};

}  // namespace plimsoll::kubernetes
