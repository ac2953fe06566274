#include "context.h"
#include "kubernetes/role.h"

namespace plimsoll::kubernetes {

namespace {

// Rights that nobody looks for behind a role, by the label that adds to it. Who has "edit" may run commands in pods
// anyway, and who has "admin" may bind roles.
struct Target {
  const char* role;
  const char* label;
  List<const char*, 8> rights;
};
constexpr Target kTargets[] = {
    {"view",
     "rbac.authorization.k8s.io/aggregate-to-view",
     {"role-reads-secrets", "role-allows-pod-exec", "role-allows-pod-attach", "role-writes-role-bindings",
      "changes-roles", "role-allows-escalation", "role-accesses-node-proxy"}},
    {"edit",
     "rbac.authorization.k8s.io/aggregate-to-edit",
     {"role-writes-role-bindings", "changes-roles", "role-allows-escalation", "role-accesses-node-proxy"}},
    {"admin", "rbac.authorization.k8s.io/aggregate-to-admin", {"role-allows-escalation", "role-accesses-node-proxy"}},
};

struct Injected {
  Span place;
  std::string_view can;
};

std::optional<Injected> injected_by(const Value& rule, const Target& target) {
  if (grants_everything(rule, true)) return Injected{rule["resources"].span(), "do everything"};
  for (std::string_view name : target.rights) {
    const Fact right = role_right(name);
    if (const auto grant = find_grant(rule, right); grant && !grant->restricted)
      return Injected{grant->resource.span(), right["can"].string()};
  }
  if (target.role == std::string_view("view") && has_verb(rule, "*") && rule["resources"].present())
    return Injected{rule["verbs"].span(), "change what it should only see"};
  return std::nullopt;
}

}  // namespace

extern constinit const Rule aggregated_role_injection = {
    .severity = Severity::warning,
    .group = Group::rbac,
    .check =
        [](const Object& object, Context& ctx) {
          if (object.kind_name != "ClusterRole") return;
          const auto rules = judged_rules_of(object);
          for (const Target& target : kTargets) {
            const Value label = object.metadata["labels"][target.label];
            if (!label.is("true")) continue;
            for (const Value& rule : rules) {
              const auto injected = injected_by(rule, target);
              if (!injected) continue;
              ctx.report(label.key_span(), "everybody with the built-in role '{}' can {}, by way of this label",
                         target.role, injected->can)
                  .note(injected->place, "granted here");
              break;
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
