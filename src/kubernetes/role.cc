#include "kubernetes/role.h"

#include <fmt/format.h>

#include <algorithm>

namespace plimsoll::kubernetes {
namespace {

// OpenShift serves the same kinds under a name of its own.
bool is_of_rbac(const Object& object) {
  return is_built_in_group(object.group) || object.group == "authorization.openshift.io";
}

bool has(const Value& list, std::string_view word) {
  const auto items = list.items();
  return std::any_of(items.begin(), items.end(), [&](const Value& item) { return item.is(word); });
}

bool has_group(const Value& rule, Fact groups) {
  const Value list = rule["apiGroups"];
  if (list.missing() || (list.is_list() && list.size() == 0)) return groups.has("");
  const auto items = list.items();
  return std::any_of(items.begin(), items.end(), [&](const Value& item) {
    return item.is("*") || (item.is_scalar() && groups.has(item.string()));
  });
}

bool covers(std::string_view item, std::string_view resource) {
  if (item == "*" || item == resource) return true;
  const size_t slash = resource.find('/');
  if (slash == resource.npos) return false;
  if (resource.ends_with("/*")) return item.starts_with(resource.substr(0, slash + 1));
  return (item.ends_with("/*") && item.substr(0, item.size() - 2) == resource.substr(0, slash)) ||
         (item.starts_with("*/") && item.substr(2) == resource.substr(slash + 1));
}

// The resource that an item stands for, if it is one of the table's.
std::optional<std::string_view> covered_by(const Value& item, Fact resources) {
  if (!item.is_scalar()) return std::nullopt;
  for (Fact resource : resources.items()) {
    if (covers(item.string(), resource.string())) return resource.string();
  }
  return std::nullopt;
}

// The API server does not know the name of the object when it judges these. A subresource is created below an object
// that is there.
bool heeds_names(std::string_view verb, std::string_view resource) {
  if (verb == "create") return resource.find('/') != resource.npos;
  return verb != "deletecollection" && verb != "list" && verb != "watch" && verb != "*";
}

std::optional<Grant> grant_of_entry(const Value& rule, Fact entry) {
  if (!has_group(rule, entry["groups"])) return std::nullopt;
  const bool named = !resource_names_of(rule).empty();
  std::optional<std::pair<Value, std::string_view>> resource;
  for (const Value& item : rule["resources"].items()) {
    if (const auto covered = covered_by(item, entry["resources"])) {
      resource = {item, *covered};
      break;
    }
  }
  if (!resource) return std::nullopt;
  std::optional<Grant> restricted;
  for (const Value& item : rule["verbs"].items()) {
    if (!item.is_scalar()) continue;
    for (Fact verb : entry["verbs"].items()) {
      if (!item.is("*") && !item.is(verb.string())) continue;
      if (!named || !heeds_names(verb.string(), resource->second)) return Grant{resource->first, item, entry, false};
      if (!restricted) restricted = Grant{resource->first, item, entry, true};
    }
  }
  return restricted;
}

bool is_kept_by_cluster(const Object& object) {
  return object.name.starts_with("system:") ||
         object.metadata["labels"]["kubernetes.io/bootstrapping"].is("rbac-defaults");
}

std::string_view can_of(const Grant& grant, Fact right) {
  return grant.entry["can"].exists() ? grant.entry["can"].string() : right["can"].string();
}

}  // namespace

bool is_role(const Object& object) {
  return is_of_rbac(object) && (object.kind_name == "Role" || object.kind_name == "ClusterRole");
}

bool is_role_binding(const Object& object) {
  return is_of_rbac(object) && (object.kind_name == "RoleBinding" || object.kind_name == "ClusterRoleBinding");
}

std::vector<Value> role_rules_of(const Object& object) {
  if (!is_role(object)) return {};
  return object["rules"].items();
}

std::vector<Value> judged_rules_of(const Object& object) {
  if (is_kept_by_cluster(object)) return {};
  return role_rules_of(object);
}

Fact role_right(std::string_view name) { return facts::table("role-rights")[name]; }

bool has_verb(const Value& rule, std::string_view verb) { return has(rule["verbs"], verb); }

std::vector<Value> resource_names_of(const Value& rule) { return rule["resourceNames"].items(); }

std::optional<Grant> find_grant(const Value& rule, Fact right) {
  std::optional<Grant> restricted;
  for (Fact entry : right["grants"].items()) {
    const auto grant = grant_of_entry(rule, entry);
    if (!grant) continue;
    if (!grant->restricted) return grant;
    if (!restricted) restricted = grant;
  }
  return restricted;
}

bool grants_everything(const Value& rule, bool core_too) {
  const Value verbs = rule["verbs"], groups = rule["apiGroups"];
  constexpr std::string_view kAllVerbs[] = {"get", "list", "watch", "create", "update", "patch", "delete"};
  const bool all_verbs = has(verbs, "*") || std::all_of(std::begin(kAllVerbs), std::end(kAllVerbs),
                                                        [&](std::string_view verb) { return has(verbs, verb); });
  const bool core = groups.missing() || (groups.is_list() && groups.size() == 0) || has(groups, "");
  return all_verbs && has(rule["resources"], "*") && resource_names_of(rule).empty() &&
         (has(groups, "*") || (core_too && core));
}

void report_grant(const Object& object, const Grant& grant, Fact right, Context& ctx, std::optional<Severity> severity,
                  std::string unless) {
  const Value place = right["at"].string() == "verb" ? grant.verb : grant.resource;
  Report report = ctx.report(place.span(), "{} '{}' can {}", object.kind_name, object.name, can_of(grant, right));
  report.unless(std::move(unless));
  if (!severity && grant.restricted) severity = severity_named(right["named"].string());
  if (!severity) severity = severity_named(grant.entry["severity"].string());
  if (severity) report.severity(*severity);
}

void report_right(const Object& object, std::string_view name, Context& ctx) {
  const Fact right = role_right(name);
  for (const Value& rule : judged_rules_of(object)) {
    const auto grant = find_grant(rule, right);
    if (grant && (!grant->restricted || right["named"].exists())) report_grant(object, *grant, right, ctx);
  }
}

std::optional<RoleRef> role_ref_of(const Object& binding) {
  if (!is_role_binding(binding)) return std::nullopt;
  const Value ref = binding["roleRef"], name = ref["name"];
  if (name.string().empty() || name.templated()) return std::nullopt;
  return RoleRef{ref["kind"].is("Role") ? "Role" : "ClusterRole", name};
}

std::vector<Power> powers_of(const Object& role) {
  std::vector<Power> powers;
  for (const Value& rule : role_rules_of(role)) {
    if (grants_everything(rule, true)) {
      powers.push_back({"do everything", rule["resources"].span(), false});
      continue;
    }
    for (const auto& [name, scope] : role_right("takes-over-cluster").entries()) {
      const auto grant = find_grant(rule, role_right(name));
      if (!grant || grant->restricted) continue;
      powers.push_back({can_of(*grant, role_right(name)), grant->resource.span(), scope.string() == "cluster"});
    }
  }
  return powers;
}

std::vector<std::pair<RoleFact, Span>> role_grants_of(const Object& object) {
  std::optional<Span> everything, pod_exec;
  for (const Value& rule : role_rules_of(object)) {
    if (!everything && grants_everything(rule, false)) everything = rule["resources"].span();
    for (const char* right : {"role-allows-pod-exec", "role-allows-pod-attach"}) {
      if (pod_exec) break;
      if (const auto grant = find_grant(rule, role_right(right))) pod_exec = grant->resource.span();
    }
  }
  std::vector<std::pair<RoleFact, Span>> grants;
  if (everything) grants.emplace_back(RoleFact::everything, *everything);
  if (pod_exec) grants.emplace_back(RoleFact::pod_exec, *pod_exec);
  return grants;
}

std::string role_fact(RoleFact fact, std::string_view path, Span role_ref) {
  return fmt::format("role bound at {} of {} grants {}", role_ref.begin, path,
                     fact == RoleFact::everything ? "everything" : "exec");
}

std::string cluster_bound_fact(std::string_view path, Span name) {
  return fmt::format("ClusterRole at {} of {} is bound everywhere", name.begin, path);
}

}  // namespace plimsoll::kubernetes
