#include "message.h"

#include <fmt/format.h>

#include <iterator>

#include "quick_text.h"

namespace plimsoll {

std::string format_message(std::string_view text, std::span<const MessageArg> args) {
  std::string result;
  result.reserve(text.size() + 64);  // most arguments are words
  std::size_t next = 0;
  while (!text.empty()) {
    const std::size_t plain = std::min(find_any(text, "{}"), text.size());
    result += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    if (text[1] == text[0]) {
      result += text[0];
      text.remove_prefix(2);
      continue;
    }
    const std::size_t end = text.find('}');
    const bool numbered = text[1] >= '0' && text[1] <= '9';
    const MessageArg& arg = args[numbered ? static_cast<std::size_t>(text[1] - '0') : next++];
    const std::string_view specification = text.substr(numbered ? 2 : 1, end - (numbered ? 2 : 1));
    if (!arg.is_number_) {
      result += arg.text_;
    } else {
      fmt::format_to(std::back_inserter(result), fmt::runtime(fmt::format("{{{}}}", specification)), arg.number_);
    }
    text.remove_prefix(end + 1);
  }
  return result;
}

}  // namespace plimsoll
