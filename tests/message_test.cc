#include "message.h"

#include <gtest/gtest.h>

#include <string>

namespace plimsoll {
namespace {

template <class... Args>
std::string message(MessageText<is_number_arg<Args>...> text, const Args&... args) {
  return format_message(text, {{MessageArg(args)...}});
}

TEST(Message, PlaceholdersTakeArgumentsInTurnOrByNumber) {
  EXPECT_EQ(message("'{}' has {} of {}", "a", 2, std::string("b")), "'a' has 2 of b");
  EXPECT_EQ(message("'{0}' is not '{1}', but '{0}'", "a", "b"), "'a' is not 'b', but 'a'");
  EXPECT_EQ(message("{}", std::int64_t{-7}), "-7");
}

TEST(Message, NumbersHaveFormats) {
  EXPECT_EQ(message("U+{:04X}, 0x{:02X}", 0x2019, static_cast<unsigned char>(0xE9)), "U+2019, 0xE9");
}

TEST(Message, BracesAreDoubledInTheTextAlone) {
  EXPECT_EQ(message("${{{}}} stands for {}", "X", "{}"), "${X} stands for {}");
}

}  // namespace
}  // namespace plimsoll
