// Named selections of rules: recommended, strict and all, which each rule joins by a field of its own, and those of
// other tools and standards, which rules/data/profiles.yaml defines by the aliases of the rules.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config.h"
#include "rule.h"

namespace plimsoll {

// The nested ones first, then those of the table.
std::vector<std::string_view> profile_names();
bool is_profile(std::string_view name);
// The rule runs under that profile; false if there is no such profile.
bool joins(const RegisteredRule& rule, std::string_view profile);

// How a profile of the table judges; nothing of it is set in the nested ones. A configuration wins over all of it.
struct ProfileSettings {
  std::map<const RegisteredRule*, RuleSetting> rules;
  std::optional<Severity> severity;  // of the other rules that join
  Exemptions exempt;
  bool windows_by_os_name = false;  // a node selector does not make a pod one of Windows
};
ProfileSettings settings_of(std::string_view profile);

// In that profile a finding of the one may stand for one of the other: what a standard or a tool judges by two names
// are two findings there, even on one spot.
bool judge_the_same(const RegisteredRule& one, const RegisteredRule& other, std::string_view profile);

}  // namespace plimsoll
