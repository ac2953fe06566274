#include <algorithm>

#include "context.h"
#include "kubernetes/role.h"

namespace plimsoll::kubernetes {

namespace {

// Rights that nobody looks for behind a role, by the label that adds to it, and those that its holders have anyway in
// most clusters.
struct Target {
  const char* role;
  const char* label;
  List<const char*, 8> rights;
  List<const char*, 8> usual;
};
constexpr Target kTargets[] = {
    {"view",
     "rbac.authorization.k8s.io/aggregate-to-view",
     {"role-reads-secrets", "role-allows-pod-exec", "role-allows-pod-attach", "role-writes-role-bindings",
      "changes-roles", "role-allows-escalation", "role-accesses-node-proxy"},
     {}},
    {"edit",
     "rbac.authorization.k8s.io/aggregate-to-edit",
     {"role-writes-role-bindings", "changes-roles", "role-allows-escalation", "role-accesses-node-proxy"},
     {"role-allows-pod-exec", "role-allows-pod-attach"}},
    {"admin",
     "rbac.authorization.k8s.io/aggregate-to-admin",
     {"role-allows-escalation", "role-accesses-node-proxy"},
     {"role-writes-role-bindings", "changes-roles", "role-allows-pod-exec", "role-allows-pod-attach"}},
};

struct Injected {
  Span place;
  std::string_view can;
  bool minor = false;
};

std::optional<Injected> granted(const Value& rule, const List<const char*, 8>& rights, bool minor) {
  for (std::string_view name : rights) {
    const Fact right = role_right(name);
    if (const auto grant = find_grant(rule, right); grant && !grant->restricted)
      return Injected{grant->resource.span(), right["can"].string(), minor};
  }
  return std::nullopt;
}

bool is_about_own_groups(const Value& rule) {
  const auto groups = rule["apiGroups"].items();
  return std::none_of(groups.begin(), groups.end(), [](const Value& group) {
    return group.is("*") || group.string().empty() || is_built_in_group(group.string());
  });
}

std::optional<Injected> wildcard_of(const Value& rule, const Target& target) {
  if (!rule["resources"].is_list()) return std::nullopt;
  for (const char* field : {"verbs", "resources"}) {
    for (const Value& item : rule[field].items()) {
      if (!item.is("*")) continue;
      if (target.role == std::string_view("view") && field == std::string_view("verbs"))
        return Injected{item.span(), "change what it should only see"};
      return Injected{item.span(), "do all that '*' stands for", is_about_own_groups(rule)};
    }
  }
  return std::nullopt;
}

std::optional<Injected> injected_by(const Value& rule, const Target& target) {
  if (grants_everything(rule, true)) return Injected{rule["resources"].span(), "do everything"};
  if (const auto injected = granted(rule, target.rights, false)) return injected;
  if (const auto wildcard = wildcard_of(rule, target)) return wildcard;
  return granted(rule, target.usual, true);
}

// The first that is not minor, if there is one.
std::optional<Injected> injected_by(const std::vector<Value>& rules, const Target& target) {
  std::optional<Injected> first;
  for (const Value& rule : rules) {
    const auto injected = injected_by(rule, target);
    if (injected && !injected->minor) return injected;
    if (!first) first = injected;
  }
  return first;
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
            const auto injected = injected_by(rules, target);
            if (!injected) continue;
            Report report =
                ctx.report(label.key_span(), "everybody with the built-in role '{}' can {}, by way of this label",
                           target.role, injected->can);
            report.note(injected->place, "granted here");
            if (injected->minor) report.severity(Severity::info);
          }
        },
};

}  // namespace plimsoll::kubernetes
