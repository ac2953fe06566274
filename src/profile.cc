#include "profile.h"

#include <algorithm>

#include "facts/facts.h"

namespace plimsoll {

std::vector<std::string_view> profile_names() {
  std::vector<std::string_view> names{name_of(Profile::recommended), name_of(Profile::strict), name_of(Profile::all)};
  for (const Fact::Entry entry : facts::table("profiles").entries()) names.push_back(entry.key);
  return names;
}

bool is_profile(std::string_view name) {
  const std::vector<std::string_view> names = profile_names();
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool joins(const RegisteredRule& rule, std::string_view profile) {
  if (const auto nested = profile_named(profile)) return rule.rule->profile <= *nested;
  const Fact facts = facts::table("profiles")[profile];
  const Fact tools = facts["tools"], without = facts["without"];
  const std::vector<std::string_view> aliases = rule.aliases();
  return std::any_of(aliases.begin(), aliases.end(), [&](std::string_view alias) {
    return tools.has(alias.substr(0, alias.find(':'))) && !without.has(alias);
  });
}

}  // namespace plimsoll
