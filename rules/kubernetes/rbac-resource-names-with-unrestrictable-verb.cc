#include <algorithm>

#include "context.h"
#include "kubernetes/role.h"

namespace plimsoll::kubernetes {
namespace {

// The first of the verbs that the rule has.
Value find_verb(const Value& rule, std::initializer_list<std::string_view> wanted) {
  for (const Value& verb : rule["verbs"].items())
    if (std::find(wanted.begin(), wanted.end(), verb.string()) != wanted.end()) return verb;
  return {};
}

}  // namespace

extern constinit const Rule rbac_resource_names_with_unrestrictable_verb = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Object& object, Context& ctx) {
          for (const Value& rule : judged_rules_of(object)) {
            const Value names = rule["resourceNames"];
            const std::vector<Value> resources = rule["resources"].items();
            if (names.items().empty()) continue;
            // What is created below an object has its name: pods/exec, serviceaccounts/token.
            const bool whole = std::any_of(resources.begin(), resources.end(), [](const Value& resource) {
              return resource.string().find('/') == std::string_view::npos && !resource.templated();
            });
            if (const Value verb = find_verb(rule, {"create", "deletecollection"}); verb.exists() && whole) {
              ctx.report(names.key_span(), "with names the verb '{}' allows nothing: such a request has no name",
                         verb.string())
                  .note(verb.span(), "this verb");
            } else if (const Value listing = find_verb(rule, {"list", "watch"}); listing.exists() && !ctx.unasked()) {
              ctx.report(names.key_span(), "with names '{}' only works for requests that select one name",
                         listing.string())
                  .severity(Severity::info)
                  .note(listing.span(), "this verb");
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
