#include "profile.h"

#include <algorithm>
#include <charconv>

#include "facts/facts.h"

namespace plimsoll {
namespace {

Fact definition_of(std::string_view profile) { return facts::table("profiles")[profile]; }

// The alias is in the list, as a whole or up to a colon.
bool is_listed(std::string_view alias, const Fact& list) {
  for (size_t end = alias.find(':'); end != alias.npos; end = alias.find(':', end + 1)) {
    if (list.has(alias.substr(0, end))) return true;
  }
  return list.has(alias);
}

// The aliases of the rule by which it joins.
std::vector<std::string_view> verdicts_of(const RegisteredRule& rule, const Fact& definition) {
  const Fact with = definition["aliases"], without = definition["without"];
  std::vector<std::string_view> aliases = rule.aliases();
  std::erase_if(aliases, [&](std::string_view alias) { return !is_listed(alias, with) || without.has(alias); });
  return aliases;
}

std::vector<std::string_view> strings_of(const Fact& list) {
  std::vector<std::string_view> strings;
  for (const Fact item : list.items()) strings.push_back(item.string());
  return strings;
}

OptionValue option_value(OptionType type, const Fact& value) {
  const std::string_view text = value.string();
  int64_t integer = 0;
  switch (type) {
    case OptionType::boolean:
      return text == "true";
    case OptionType::integer:
      std::from_chars(text.data(), text.data() + text.size(), integer);
      return integer;
    case OptionType::string:
      return text;
    case OptionType::names:
      break;
  }
  return strings_of(value);
}

RuleSetting setting_of(const RegisteredRule& rule, const Fact& value) {
  RuleSetting setting;
  const std::string_view severity = value.size() ? value["severity"].string() : value.string();
  setting.off = severity == "off";
  setting.severity = severity_named(severity);
  for (const OptionBase* option : rule.rule->options) {
    const Fact set = value[option->name];
    if (set.exists()) setting.options.emplace_back(option, option_value(option->type, set));
  }
  return setting;
}

}  // namespace

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
  const Fact definition = definition_of(profile);
  return definition["rules"][rule.name].string() != "off" && !verdicts_of(rule, definition).empty();
}

ProfileSettings settings_of(std::string_view profile) {
  ProfileSettings settings;
  const Fact definition = definition_of(profile);
  for (const Fact::Entry entry : definition["rules"].entries()) {
    if (const RegisteredRule* rule = find_rule(entry.key)) settings.rules[rule] = setting_of(*rule, entry.value);
  }
  settings.severity = severity_named(definition["severity"].string());
  for (const ExemptionField& field : kExemptionFields) {
    const Fact patterns = definition["exempt"][field.name];
    if (patterns.exists()) settings.exempt.*field.patterns = strings_of(patterns);
  }
  settings.windows_by_os_name = definition["windows-by-os-name"].string() == "true";
  return settings;
}

bool judge_the_same(const RegisteredRule& one, const RegisteredRule& other, std::string_view profile) {
  const Fact definition = definition_of(profile);
  if (!definition.exists()) return true;
  const std::vector<std::string_view> verdicts = verdicts_of(one, definition);
  const std::vector<std::string_view> others = verdicts_of(other, definition);
  return std::any_of(verdicts.begin(), verdicts.end(), [&](std::string_view verdict) {
    return std::find(others.begin(), others.end(), verdict) != others.end();
  });
}

}  // namespace plimsoll
