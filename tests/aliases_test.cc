// Every name that other tools and standards have for what we check leads to a rule of ours. The lists in tests/aliases/
// are the promise; a rule may go, its aliases may not.
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>

#include "profile.h"
#include "rule.h"

namespace plimsoll {
namespace {

TEST(Aliases, NoneIsLost) {
  std::set<std::string, std::less<>> carried;
  for (const RegisteredRule& rule : all_rules()) {
    for (std::string_view alias : rule.aliases()) carried.emplace(alias);
  }
  for (const char* name : {"/dockerfile.txt", "/kubernetes.txt"}) {
    std::ifstream list(std::string(PLIMSOLL_ALIASES) + name);
    int count = 0;
    for (std::string alias; std::getline(list, alias); ++count) {
      EXPECT_TRUE(carried.contains(alias)) << "no rule carries " << alias;
    }
    EXPECT_GT(count, 1000) << name;
  }
}

TEST(Aliases, ProfilesOfOtherToolsSelectTheirRules) {
  auto selects = [](std::string_view profile, std::string_view name) {
    for (const RegisteredRule* rule : find_rules(name)) {
      if (joins(*rule, profile)) return true;
    }
    return false;
  };
  EXPECT_TRUE(selects("hadolint", "hadolint:DL3006"));
  EXPECT_TRUE(selects("hadolint", "shellcheck"));
  EXPECT_FALSE(selects("hadolint", "hadolint:DL3057"));
  EXPECT_TRUE(selects("buildkit", "buildkit:StageNameCasing"));
  EXPECT_TRUE(selects("buildkit", "unknown-instruction"));
  EXPECT_FALSE(selects("buildkit", "hadolint:DL3004"));
  EXPECT_TRUE(selects("cis-docker", "cis-docker:4.1"));
  EXPECT_FALSE(selects("cis-docker", "hadolint:DL3006"));
}

TEST(Aliases, CodesOfShellCheckNameItsRule) {
  EXPECT_EQ(shellcheck_code("SC2086"), "SC2086");
  EXPECT_EQ(shellcheck_code("shellcheck:sc2086"), "SC2086");
  EXPECT_EQ(shellcheck_code("hadolint:SC2086"), "SC2086");
  EXPECT_EQ(shellcheck_code("kics:SC2086"), "");
  EXPECT_EQ(shellcheck_code("SC20866"), "");
  EXPECT_EQ(shellcheck_code("DL3006"), "");
  ASSERT_EQ(find_rules("SC2999").size(), 1u);
  EXPECT_EQ(find_rules("SC2999").front()->name, "shellcheck");
}

}  // namespace
}  // namespace plimsoll
