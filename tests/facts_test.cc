#include "facts/facts.h"

#include <gtest/gtest.h>

namespace plimsoll {
namespace {

TEST(Facts, AbsentTablesAreEmptyAtEveryStep) {
  const Fact none = facts::table("no-such-table");
  EXPECT_FALSE(none.exists());
  EXPECT_FALSE(none["a"]["b"].exists());
  EXPECT_EQ(none.size(), 0u);
  EXPECT_EQ(none.string(), "");
  EXPECT_FALSE(none.has("a"));
  EXPECT_EQ(none.items().begin(), none.items().end());
}

}  // namespace
}  // namespace plimsoll
