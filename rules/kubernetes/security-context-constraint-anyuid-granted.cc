#include <algorithm>

#include "context.h"
#include "kubernetes/role.h"

namespace plimsoll::kubernetes {

namespace {

bool is_lax(const Value& name) { return name.is("anyuid") || name.is("privileged") || name.is("hostaccess"); }

void check_rules(const Object& role, Context& ctx) {
  const Fact right = role_right("security-context-constraint-anyuid-granted");
  for (const Value& rule : judged_rules_of(role)) {
    const auto grant = find_grant(rule, right);
    if (!grant) continue;
    const auto names = resource_names_of(rule);
    const auto lax = std::find_if(names.begin(), names.end(), is_lax);
    if (!names.empty() && lax == names.end()) continue;
    ctx.report(lax == names.end() ? grant->resource.span() : lax->span(),
               "{} '{}' lets pods run as any user, past the security context constraints", role.kind_name, role.name);
  }
}

// Who has it on a new cluster is left out.
void check_constraint(const Object& constraint, Context& ctx) {
  for (const char* field : {"users", "groups"}) {
    for (const Value& subject : constraint[field].items()) {
      if (subject.is("system:cluster-admins")) continue;
      ctx.report(subject.span(), "'{}' may run pods as any user; bind it to a constraint of its own", subject.string());
    }
  }
}

}  // namespace

extern constinit const Rule security_context_constraint_anyuid_granted = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .aliases = {"kyverno:openshift:disallow-security-context-constraint-anyuid"},
    .check =
        [](const Object& object, Context& ctx) {
          check_rules(object, ctx);
          if (const auto role = role_ref_of(object); role && (role->name.is("system:openshift:scc:anyuid") ||
                                                              role->name.is("system:openshift:scc:privileged"))) {
            ctx.report(role->name.span(), "{} '{}' lets its subjects run pods as any user", object.kind_name,
                       object.name);
          }
          const bool constraint = object.kind_name == "SecurityContextConstraints" &&
                                  (object.group == "security.openshift.io" || object.group.empty());
          if (constraint && object.name == "anyuid") check_constraint(object, ctx);
        },
};

}  // namespace plimsoll::kubernetes
