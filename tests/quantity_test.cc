#include "kubernetes/quantity.h"

#include <gtest/gtest.h>

namespace plimsoll::kubernetes {
namespace {

Quantity quantity(std::string_view text) {
  const ParsedQuantity parsed = parse_quantity(text);
  EXPECT_TRUE(parsed.value) << text << ": " << parsed.problem;
  return parsed.value.value_or(Quantity{});
}

TEST(Quantity, Equal) {
  const std::pair<const char*, const char*> cases[] = {
      {"1", "1000m"},
      {"0.5", "500m"},
      {".5", "500m"},
      {"1.", "1"},
      {"1Ki", "1024"},
      {"1.5Gi", "1536Mi"},
      {"1k", "1e3"},
      {"1E3", "1000"},
      {"1E", "1e18"},
      {"100e-2", "1"},
      {"+1", "1"},
      {"0", "-0"},
      {"00010", "10"},
      {"1n", "0.1n"},
      {"1500u", "1.5m"},
      {"0.1Ki", "102.4"},
      {"1Ei", "1152921504606846976"},
      {"-1Mi", "-1048576"},
  };
  for (const auto& [a, b] : cases) EXPECT_EQ(quantity(a), quantity(b)) << a << " " << b;
}

TEST(Quantity, Less) {
  const std::pair<const char*, const char*> cases[] = {
      {"999m", "1"},
      {"1M", "1Mi"},
      {"-1", "0"},
      {"0.1", "0.100000001"},
      {"7E", "7Ei"},
      {"1e-30", "1m"},
      {"1e20", "1e999999999999"},
  };
  for (const auto& [a, b] : cases) EXPECT_LT(quantity(a), quantity(b)) << a << " " << b;
  EXPECT_EQ(quantity("1e999999999999"), quantity("9e9999999"));
  EXPECT_TRUE(quantity("-1m").negative());
  EXPECT_TRUE(quantity("0.0").zero());
}

TEST(Quantity, Invalid) {
  const std::pair<const char*, const char*> cases[] = {
      {"", "an empty text is no quantity"},
      {"Mi", "a quantity begins with a number, 'Mi' does not"},
      {"1K", "'K' is no suffix of quantities; 'k' or 'Ki' is"},
      {"1ki", "'ki' is no suffix of quantities; 'Ki' is"},
      {"1MB", "'MB' is no suffix of quantities; 'M' is"},
      {"1GiB", "'GiB' is no suffix of quantities; 'Gi' is"},
      {"1b", "quantities have no unit 'b', they count bytes anyway"},
      {"1 Gi", "' Gi' is no suffix of quantities"},
      {"1.2.3", "'.3' is no suffix of quantities"},
      {"1e", "'e' is no suffix of quantities"},
  };
  for (const auto& [text, problem] : cases) {
    const ParsedQuantity parsed = parse_quantity(text);
    EXPECT_FALSE(parsed.value) << text;
    EXPECT_EQ(parsed.problem, problem);
  }
}

}  // namespace
}  // namespace plimsoll::kubernetes
