#include <algorithm>

#include "context.h"
#include "facts/facts.h"
#include "kubernetes/edit.h"
#include "kubernetes/role.h"
#include "suggest.h"

namespace plimsoll::kubernetes {
namespace {

Fact table() {
  static const Fact table = facts::table("rbac-names");
  return table;
}

std::string lower(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  return result;
}

std::string_view group_key(std::string_view group) { return group.empty() ? "core" : group; }

// The groups of the rule, if all of them are of Kubernetes itself.
std::vector<Fact> groups_of(const Value& rule) {
  std::vector<Fact> groups;
  for (const Value& group : rule["apiGroups"].items()) {
    const Fact resources = table()["resources"][group_key(group.string())];
    if (!group.is_scalar() || group.templated() || !resources.exists()) return {};
    groups.push_back(resources);
  }
  return groups;
}

void suggest(const Value& item, const std::vector<std::string_view>& names, Report& report) {
  const std::string small = lower(item.string());
  std::optional<std::string_view> meant;
  for (std::string_view name : names)
    if (name == small || name == small + "s" || name == small + "es") meant = name;
  if (!meant) meant = closest(small, names, 2);
  if (!meant) return;
  if (auto edit = set_text(item, *meant)) report.suggest(fmt::format("write '{}'", *meant), *edit);
}

void check_resource(const Value& item, const std::vector<Fact>& groups, Context& ctx) {
  const std::string_view written = item.string();
  if (!item.is_scalar() || item.templated() || written.empty() || written.find('*') != written.npos) return;
  if (std::any_of(groups.begin(), groups.end(), [&](Fact group) { return group.has(written); })) return;
  for (const auto& [group, resources] : table()["resources"].entries()) {
    if (!resources.has(written)) continue;
    ctx.report(item.span(), "'{}' is in the API group '{}', which this rule does not name", written,
               group == "core" ? "" : group);
    return;
  }
  std::vector<std::string_view> names;
  for (Fact group : groups)
    for (Fact name : group.items()) names.push_back(name.string());
  Report report = ctx.report(item.span(), "there is no resource '{}' in this API group, so it allows nothing", written);
  suggest(item, names, report);
}

void check_verb(const Value& item, Fact known, Context& ctx) {
  const std::string_view written = item.string();
  if (!item.is_scalar() || item.templated() || written.empty() || known.has(written) || written == "*") return;
  // Verbs with a part behind a colon are made up by the components that ask for them.
  if (written.find(':') != written.npos) return;
  std::vector<std::string_view> names;
  for (Fact name : known.items()) names.push_back(name.string());
  Report report = ctx.report(item.span(), "there is no verb '{}', so it allows nothing", written);
  suggest(item, names, report);
}

}  // namespace

extern constinit const Rule rbac_rule_unknown_verb_or_resource = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Object& object, Context& ctx) {
          for (const Value& rule : judged_rules_of(object)) {
            const std::vector<Fact> groups = groups_of(rule);
            const bool urls = !rule["nonResourceURLs"].items().empty();
            if (groups.empty() && !urls) continue;
            for (const Value& verb : rule["verbs"].items())
              check_verb(verb, table()[urls ? "url-verbs" : "verbs"], ctx);
            if (groups.empty()) continue;
            for (const Value& resource : rule["resources"].items()) check_resource(resource, groups, ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
