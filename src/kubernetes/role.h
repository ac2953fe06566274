// Roles and role bindings, and what a role lets its holders do. The rights worth knowing are
// rules/data/role-rights.yaml.
//
//   for (const Value& rule : judged_rules_of(object))
//     if (const auto grant = find_grant(rule, role_right("role-allows-pod-exec"))) … grant->resource.span() …
//
// A rule grants a right if it names the API group, the resource and a verb, each of them or "*"; "res/*" and "*/sub"
// stand for the subresource res/sub. What a template fills in grants nothing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "context.h"
#include "facts/facts.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

bool is_role(const Object& object);          // Role, ClusterRole
bool is_role_binding(const Object& object);  // RoleBinding, ClusterRoleBinding

// The rules of a role; none if the object is no role, or one that the cluster itself keeps: its name starts with
// "system:", or its label says that it is there from the start.
std::vector<Value> judged_rules_of(const Object& object);
// The same for those of the cluster as well.
std::vector<Value> role_rules_of(const Object& object);

// One of the table.
Fact role_right(std::string_view name);

struct Grant {
  Value resource, verb;     // the items of the rule that grant it
  Fact entry;               // of the right
  bool restricted = false;  // resourceNames say to which objects
};
// The first grant of a right, if any; one that is not restricted if there is one.
std::optional<Grant> find_grant(const Value& rule, Fact right);

// Every verb on every resource of every group. With `core_too`, of the core group as well, which has the Secrets.
bool grants_everything(const Value& rule, bool core_too);

// Reports each rule of a role that grants the right, once. Restricted grants are silent, unless the table has a
// severity for them under "named".
void report_right(const Object& object, std::string_view right, Context& ctx);
// `severity` goes before that of the table; `unless` is a fact.
void report_grant(const Object& object, const Grant& grant, Fact right, Context& ctx,
                  std::optional<Severity> severity = {}, std::string unless = {});

bool has_verb(const Value& rule, std::string_view verb);
// The objects to which the rule is restricted; empty for none.
std::vector<Value> resource_names_of(const Value& rule);

// A binding that gives a role to somebody.
struct RoleRef {
  std::string_view kind;  // Role or ClusterRole
  Value name;
};
// Nothing where the name is not known.
std::optional<RoleRef> role_ref_of(const Object& binding);

// What a rule of a role allows that makes its holder master of the cluster.
struct Power {
  std::string_view can;  // do what, as in the table
  Span place;
  bool whole_cluster = false;  // concerns what is in no namespace, so a RoleBinding does not give it
};
std::vector<Power> powers_of(const Object& role);

// What rules about bindings ask of a role, which may stand in another file.
enum class RoleFact { everything, pod_exec };
// Those that are true of a role, each where it is said first.
std::vector<std::pair<RoleFact, Span>> role_grants_of(const Object& object);
// Facts (project.h), which role_facts() of account_bindings.h states: the role of the binding whose roleRef names it
// at this place grants that; the ClusterRole whose name stands at this place is bound in all namespaces.
std::string role_fact(RoleFact fact, std::string_view path, Span role_ref);
std::string cluster_bound_fact(std::string_view path, Span name);

}  // namespace plimsoll::kubernetes
