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

// The groups of the rule, if all of them are of Kubernetes itself; none is the core group.
std::vector<Fact> groups_of(const Value& rule) {
  const Value written = rule["apiGroups"];
  std::vector<Fact> groups;
  if (written.missing() || (written.is_list() && written.size() == 0)) groups.push_back(table()["resources"]["core"]);
  for (const Value& group : written.items()) {
    const Fact resources = table()["resources"][group_key(group.string())];
    if (!group.is_scalar() || group.templated() || !resources.exists()) return {};
    groups.push_back(resources);
  }
  return groups;
}

void suggest(const Value& item, const std::vector<std::string_view>& names, Report& report) {
  const std::string small = lower(item.string());
  std::optional<std::string_view> meant;
  const std::string stem = small.substr(0, small.size() - (small.ends_with('y') ? 1 : 0));
  for (std::string_view name : names)
    if (name == small || name == small + "s" || name == small + "es" || name == stem + "ies") meant = name;
  if (!meant) meant = closest(small, names, 2);
  if (!meant) return;
  if (auto edit = set_text(item, *meant)) report.suggest(fmt::format("write '{}'", *meant), *edit);
}

// Setting an owner that blocks deletion asks for the finalizers of whatever owns, and the extras of a user have names
// of their own.
std::string_view listed_name(std::string_view resource) {
  constexpr std::string_view kFinalizers = "/finalizers";
  if (resource.ends_with(kFinalizers)) return resource.substr(0, resource.size() - kFinalizers.size());
  return resource.starts_with("userextras/") ? "userextras" : resource;
}

void check_resource(const Value& item, const std::vector<Fact>& groups, Context& ctx) {
  const std::string_view written = item.string();
  if (!item.is_scalar() || item.templated() || written.empty() || written.find('*') != written.npos) return;
  const std::string_view listed = listed_name(written);
  if (std::any_of(groups.begin(), groups.end(), [&](Fact group) { return group.has(listed); })) return;
  for (const auto& [group, resources] : table()["resources"].entries()) {
    if (!resources.has(listed)) continue;
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

// Groups without a dot are those of Kubernetes, and a group is written without a version.
void check_group(const Value& item, Context& ctx) {
  const std::string_view written = item.string();
  if (!item.is_scalar() || item.templated() || written.empty() || written == "*") return;
  const bool core = written == "core" || written == "v1";
  const std::string_view name = core ? "" : written.substr(0, written.find('/'));
  const bool known = !core && table()["resources"].has(name);
  if (name == written && (known || name.find('.') != name.npos)) return;
  Report report = core ? ctx.report(item.span(),
                                    "there is no API group '{}', so it allows nothing; the core group is \"\"", written)
                       : ctx.report(item.span(), "there is no API group '{}', so it allows nothing", written);
  if (core || name != written) {
    report.suggest(fmt::format("write \"{}\"", name), replace(item.span(), fmt::format("\"{}\"", name)));
  } else {
    std::vector<std::string_view> names;
    for (const auto& [group, resources] : table()["resources"].entries())
      if (group != "core") names.push_back(group);
    suggest(item, names, report);
  }
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
            const bool urls = !rule["nonResourceURLs"].items().empty();
            const std::vector<Fact> groups = urls ? std::vector<Fact>() : groups_of(rule);
            const std::vector<Value> written = rule["apiGroups"].items();
            for (const Value& group : written) check_group(group, ctx);
            const bool all =
                std::any_of(written.begin(), written.end(), [](const Value& each) { return each.is("*"); });
            if (groups.empty() && !urls && !all) continue;
            for (const Value& verb : rule["verbs"].items())
              check_verb(verb, table()[urls ? "url-verbs" : "verbs"], ctx);
            // Tokens are asked for an audience, which stands where the resource would.
            if (groups.empty() || has_verb(rule, "request-serviceaccounts-token-audience")) continue;
            for (const Value& resource : rule["resources"].items()) check_resource(resource, groups, ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
