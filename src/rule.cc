#include "rule.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "facts/facts.h"
#include "suggest.h"

namespace plimsoll {
namespace {

constexpr std::array kGroupNames = std::to_array<std::string_view>({
    "build-cache",
    "correctness",
    "deprecated",
    "deprecated-api",
    "image-size",
    "images",
    "metadata",
    "network",
    "pod-security-baseline",
    "pod-security-restricted",
    "policy",
    "rbac",
    "references",
    "reliability",
    "reproducibility",
    "resources",
    "secrets",
    "security",
    "shell",
    "style",
    "suppression",
    "supply-chain",
});

using Index = std::unordered_map<std::string, std::vector<const RegisteredRule*>>;

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

// Aliases with and without their tool, in lower case.
Index index_aliases() {
  Index index;
  auto add = [&](std::string_view name, const RegisteredRule& rule) {
    auto& rules = index[lower(name)];
    if (rules.empty() || rules.back() != &rule) rules.push_back(&rule);
  };
  for (const RegisteredRule& rule : all_rules()) {
    for (std::string_view alias : rule.aliases()) {
      add(alias, rule);
      add(alias.substr(alias.find(':') + 1), rule);
    }
  }
  return index;
}

}  // namespace

std::string_view name_of(Severity severity) {
  constexpr std::array names = std::to_array<std::string_view>({"info", "warning", "error"});
  return names[static_cast<size_t>(severity)];
}

std::optional<Severity> severity_named(std::string_view name) {
  for (Severity severity : {Severity::info, Severity::warning, Severity::error}) {
    if (name_of(severity) == name) return severity;
  }
  return std::nullopt;
}

std::string_view name_of(Group group) { return kGroupNames[static_cast<size_t>(group)]; }

std::string_view name_of(Profile profile) {
  constexpr std::array names = std::to_array<std::string_view>({"recommended", "strict", "all"});
  return names[static_cast<size_t>(profile)];
}

std::optional<Profile> profile_named(std::string_view name) {
  for (Profile profile : {Profile::recommended, Profile::strict, Profile::all}) {
    if (name_of(profile) == name) return profile;
  }
  return std::nullopt;
}

const RegisteredRule* find_rule(std::string_view name) {
  const RegisteredRules rules = all_rules();
  auto found = std::lower_bound(rules.begin(), rules.end(), name,
                                [](const RegisteredRule& rule, std::string_view wanted) { return rule.name < wanted; });
  return found != rules.end() && found->name == name ? found : nullptr;
}

std::vector<const RegisteredRule*> find_rules(std::string_view name_or_alias) {
  // A name of ours may be an alias of other rules too; both count.
  static const Index index = index_aliases();
  std::vector<const RegisteredRule*> rules;
  if (const RegisteredRule* rule = find_rule(name_or_alias)) rules.push_back(rule);
  if (!shellcheck_code(name_or_alias).empty()) rules.push_back(find_rule("shellcheck"));
  if (auto found = index.find(lower(name_or_alias)); found != index.end()) {
    for (const RegisteredRule* rule : found->second) {
      if (rules.empty() || rule != rules.front()) rules.push_back(rule);
    }
  }
  return rules;
}

std::string shellcheck_code(std::string_view name) {
  std::string code = lower(name.substr(name.find(':') + 1));
  const std::string tool = name.size() > code.size() ? lower(name.substr(0, name.find(':'))) : "";
  const bool digits = code.size() == 6 && code.find_first_not_of("0123456789", 2) == std::string::npos;
  if (!digits || !code.starts_with("sc") || !(tool.empty() || tool == "shellcheck" || tool == "hadolint")) return {};
  return "SC" + code.substr(2);
}

bool has_codes(const RegisteredRule& rule) { return rule.name == "shellcheck"; }

std::optional<std::string_view> closest_rule(std::string_view name) {
  std::vector<std::string_view> names;
  for (const RegisteredRule& rule : all_rules()) {
    names.push_back(rule.name);
    for (std::string_view alias : rule.aliases()) {
      names.push_back(alias);
      names.push_back(alias.substr(alias.find(':') + 1));
    }
  }
  return closest(name, names);
}

std::vector<std::string_view> RegisteredRule::aliases() const {
  std::vector<std::string_view> all(rule->aliases.begin(), rule->aliases.end());
  if (rule->alias_table) {
    for (const Fact alias : facts::table(rule->alias_table)["aliases"].items()) all.push_back(alias.string());
  }
  return all;
}

std::string RegisteredRule::summary() const {
  // The page is "# name", a paragraph, and more.
  std::string_view rest = page;
  rest.remove_prefix(std::min(rest.find('\n'), rest.size()));
  rest.remove_prefix(std::min(rest.find_first_not_of('\n'), rest.size()));
  std::string text(rest.substr(0, rest.find("\n\n")));
  while (text.ends_with('\n')) text.pop_back();
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

}  // namespace plimsoll
