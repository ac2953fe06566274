#include "source.h"

#include <gtest/gtest.h>

#include <ctime>
#include <string>

#include "hostile.h"

namespace plimsoll {
namespace {

// "line:code point/UTF-16" of every byte and of the end.
std::string dump(const std::string& text) {
  const Source source("f", text);
  std::string result;
  for (uint32_t offset = 0; offset <= text.size(); ++offset) {
    const Place points = source.code_points(offset), units = source.utf16(offset);
    EXPECT_EQ(points.line, units.line);
    if (!result.empty()) result += ' ';
    result += std::to_string(points.line) + ":" + std::to_string(points.column) + "/" + std::to_string(units.column);
  }
  return result;
}

TEST(Source, Columns) {
  EXPECT_EQ(dump(""), "1:1/1");
  EXPECT_EQ(dump("ab\n"), "1:1/1 1:2/2 1:3/3 2:1/1");
  EXPECT_EQ(dump("\xC3\xA9x"), "1:1/1 1:1/1 1:2/2 1:3/3");
  EXPECT_EQ(dump("\xF0\x9F\x98\x80x"), "1:1/1 1:1/1 1:1/1 1:1/1 1:2/3 1:3/4");
  EXPECT_EQ(dump("\t\tx"), "1:1/1 1:2/2 1:3/3 1:4/4");
  EXPECT_EQ(dump("a\r\nb"), "1:1/1 1:2/2 1:3/3 2:1/1 2:2/2");
  EXPECT_EQ(dump("a\rb"), "1:1/1 1:2/2 2:1/1 2:2/2");
  EXPECT_EQ(dump("\r\r\n\n"), "1:1/1 2:1/1 2:2/2 3:1/1 4:1/1");
  EXPECT_EQ(dump("\xEF\xBB\xBF"
                 "a"),
            "1:1/1 1:1/1 1:1/1 1:1/1 1:2/2");
  // Not UTF-8: a stray byte, a cut sequence, an overlong one, a surrogate.
  EXPECT_EQ(dump("\xFFx"), "1:1/1 1:2/2 1:3/3");
  EXPECT_EQ(dump("\xE2\x82x"), "1:1/1 1:2/2 1:3/3 1:4/4");
  EXPECT_EQ(dump("\xC0\x80"), "1:1/1 1:2/2 1:3/3");
  EXPECT_EQ(dump("\xED\xA0\x80"), "1:1/1 1:2/2 1:3/3 1:4/4");
}

TEST(Source, Lines) {
  const Source source("f", "a\r\nbc\r\rd");
  EXPECT_EQ(source.line_count(), 4u);
  EXPECT_EQ(source.text(source.line(2)), "bc");
  EXPECT_EQ(source.text(source.line(3)), "");
  EXPECT_EQ(source.text(source.line(4)), "d");
}

// Long lines go another way, which must tell the same.
TEST(Source, LongLinesCountAlike) {
  const std::string piece = "a\xC3\xA9\xF0\x9F\x98\x80\xFF\t";  // five code points and a byte, nine bytes
  std::string text = "first\xC3\xA9\n";
  const auto start = static_cast<uint32_t>(text.size());
  for (int i = 0; i < 5000; ++i) text += piece;
  text += "\nlast";
  const Source source("f", text);
  for (uint32_t i : {0u, 1u, 455u, 456u, 910u, 4551u, 4999u, 5000u}) {
    const auto offset = start + i * static_cast<uint32_t>(piece.size());
    EXPECT_EQ(source.code_points(offset).column, i * 5 + 1) << i;
    EXPECT_EQ(source.utf16(offset).column, i * 6 + 1) << i;
    EXPECT_EQ(source.code_points(offset).line, 2u);
  }
  EXPECT_EQ(source.code_points(static_cast<uint32_t>(text.size())).column, 5u);
}

TEST(Source, ManyColumnsOfOneLineAreCheap) {
  const Source source("f", std::string(1 << 20, 'x'));
  const std::clock_t start = std::clock();
  constexpr uint64_t kMany = hostile(100'000);
  uint64_t sum = 0;
  for (uint32_t i = 0; i < kMany; ++i) sum += source.utf16(i * 10).column;
  EXPECT_EQ(sum, kMany + 10 * ((kMany - 1) * kMany / 2));
  EXPECT_LT(std::clock() - start, 10 * CLOCKS_PER_SEC);
}

}  // namespace
}  // namespace plimsoll
