// Messages with placeholders, as in fmt: "{} of {}". What rules say goes through here and not through fmt::format,
// whose check at compile time is a template over the types of the arguments; a fifth of the time to compile a rule went
// into it.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

namespace plimsoll {

// What stands for a placeholder. Text is not copied: it must live until the message is formatted.
class MessageArg {
 public:
  MessageArg(std::string_view text) : text_(text) {}
  MessageArg(const std::string& text) : text_(text) {}
  MessageArg(const char* text) : text_(text) {}
  MessageArg(std::integral auto number) : number_(static_cast<std::int64_t>(number)), is_number_(true) {}
  MessageArg(const char& letter) : text_(&letter, 1) {}
  MessageArg(bool) = delete;

 private:
  friend std::string format_message(std::string_view text, std::span<const MessageArg> args);

  std::string_view text_;
  std::int64_t number_ = 0;
  bool is_number_ = false;
};

// How many arguments the placeholders of `text` need: as many as there are {}, or one more than the highest {N}.
consteval std::size_t placeholders(std::string_view text) {
  std::size_t count = 0;
  std::size_t highest = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{' && text[i] != '}') continue;
    if (i + 1 < text.size() && text[i + 1] == text[i]) {
      ++i;  // {{ and }} are braces
    } else if (text[i] == '{' && text.find('}', i) != std::string_view::npos) {
      if (text[i + 1] >= '0' && text[i + 1] <= '9') {
        highest = std::max<std::size_t>(highest, text[i + 1] - '0' + 1);
      } else {
        ++count;
      }
      i = text.find('}', i);
    } else {
      throw "a single brace in a message";
    }
  }
  return std::max(count, highest);
}

// A text with placeholders for `arguments` arguments; a wrong number of them does not compile. A specification such as
// {:04X} is for numbers alone, which nobody checks before it runs.
template <std::size_t arguments>
class MessageText {
 public:
  consteval MessageText(const char* text) : text_(text) {
    if (placeholders(text) != arguments) throw "as many arguments as placeholders";
  }
  operator std::string_view() const { return text_; }

 private:
  std::string_view text_;
};

std::string format_message(std::string_view text, std::span<const MessageArg> args);

}  // namespace plimsoll
