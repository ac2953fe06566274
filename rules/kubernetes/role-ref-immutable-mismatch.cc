#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/role.h"
#include "kubernetes/service_account.h"

namespace plimsoll::kubernetes {

namespace {

constexpr const char* kGroup = "rbac.authorization.k8s.io";

// A group is written and it is another one; the API server fills in what is missing.
bool is_other_group(const Value& group) { return !group.string().empty() && !group.templated() && !group.is(kGroup); }

bool is_given(const Value& space) { return space.templated() || !space.string().empty(); }

void suggest_group(Report&& report, const Value& group) {
  if (auto edit = set_text(group, kGroup)) report.suggest("use the API group 'rbac.authorization.k8s.io'", *edit);
}

void check_subject(const Object& object, const Value& subject, Context& ctx) {
  const Value kind = subject["kind"], group = subject["apiGroup"], space = subject["namespace"];
  const std::string_view name = subject["name"].string();
  if (kind.is("ServiceAccount")) {
    if (!group.string().empty() && !group.templated()) {
      Report report = ctx.report(group.span(), "service accounts are of no API group: leave it out");
      if (auto edit = erase(subject, {"apiGroup"}, ctx.source())) report.suggest("remove 'apiGroup'", *edit);
    }
    if (object.kind_name == "ClusterRoleBinding" && !is_given(space))
      ctx.report(space.exists() ? space.key_span() : subject["name"].span(),
                 "service account '{}' is given without its namespace: rejected, unless kustomize adds it", name)
          .severity(Severity::warning)
          .unless(placed_fact(ctx.source().path()));
  } else if (kind.is("User") || kind.is("Group")) {
    if (is_other_group(group)) {
      suggest_group(ctx.report(group.span(), "the API group of a {} is '{}'", kind.string(), kGroup), group);
    }
    if (space.present() && is_given(space))
      ctx.report(space.span(), "{} '{}' is of no namespace, so this one limits nothing", kind.string(), name)
          .severity(Severity::warning);
  }
}

}  // namespace

extern constinit const Rule role_ref_immutable_mismatch = {
    .severity = Severity::error,
    .group = Group::rbac,
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_role_binding(object) || object.group != kGroup) return;
          const Value ref = object["roleRef"], kind = ref["kind"], group = ref["apiGroup"];
          if (object.kind_name == "ClusterRoleBinding" && kind.is("Role"))
            ctx.report(kind.span(),
                       "a ClusterRoleBinding cannot bind a Role: make it a ClusterRole, or the binding a RoleBinding");
          if (is_other_group(group))
            suggest_group(ctx.report(group.span(), "the API group of roles is '{}'", kGroup), group);
          for (const Value& subject : object["subjects"].items()) check_subject(object, subject, ctx);
        },
};

}  // namespace plimsoll::kubernetes
