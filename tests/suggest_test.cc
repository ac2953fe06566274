#include "suggest.h"

#include <gtest/gtest.h>

namespace plimsoll {
namespace {

std::string_view guess(std::string_view word) {
  return closest(word, {"untagged-image", "latest-tag", "FROM", "RUN", "COPY", "ab"}).value_or("-");
}

TEST(Suggest, Closest) {
  EXPECT_EQ(guess("untaged-image"), "untagged-image");
  EXPECT_EQ(guess("Untagged-Image"), "untagged-image");
  EXPECT_EQ(guess("latset-tag"), "latest-tag");
  EXPECT_EQ(guess("form"), "FROM");
  EXPECT_EQ(guess("RNU"), "RUN");
  EXPECT_EQ(guess("CPOY"), "COPY");
  EXPECT_EQ(guess("xyz"), "-");
  EXPECT_EQ(guess(""), "-");
  EXPECT_EQ(guess("privileged"), "-");
  EXPECT_EQ(guess(std::string(100000, 'a')), "-");
}

TEST(Suggest, OnlyNeighbour) {
  EXPECT_EQ(only_neighbour("RNU", {"RUN", "FROM"}), "RUN");
  EXPECT_EQ(only_neighbour("run", {"RUN", "FROM"}), std::nullopt);
  EXPECT_EQ(only_neighbour("AD", {"ADD", "ADA"}), std::nullopt);
  EXPECT_EQ(only_neighbour("FRM", {"FROM", "ARG"}), "FROM");
}

}  // namespace
}  // namespace plimsoll
