// Named selections of rules: recommended, strict and all, which each rule joins by a field of its own, and those of
// other tools and standards, which rules/data/profiles.yaml defines by the aliases of the rules.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "rule.h"

namespace plimsoll {

// The nested ones first, then those of the table.
std::vector<std::string_view> profile_names();
bool is_profile(std::string_view name);
// The rule runs under that profile; false if there is no such profile.
bool joins(const RegisteredRule& rule, std::string_view profile);

}  // namespace plimsoll
