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

template <class T>
inline constexpr bool is_number_arg = std::integral<T> && !std::same_as<T, char>;

// Whether the placeholders of a message fit its arguments, of which `numbers` says which are numbers: {} and {N} take
// any, {:04X} and the like a number alone.
consteval bool fits(std::string_view text, std::initializer_list<bool> numbers) {
  std::size_t next = 0, used = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '{' && text[i] != '}') continue;
    if (i + 1 < text.size() && text[i + 1] == text[i]) {
      ++i;  // {{ and }} are braces
      continue;
    }
    const std::size_t end = text.find('}', i);
    if (text[i] == '}' || end == text.npos) return false;
    const bool numbered = text[i + 1] >= '0' && text[i + 1] <= '9';
    const std::size_t index = numbered ? static_cast<std::size_t>(text[i + 1] - '0') : next++;
    const std::size_t specification = i + (numbered ? 2 : 1);
    if (index >= numbers.size()) return false;
    if (specification != end) {
      if (text[specification] != ':' || !numbers.begin()[index]) return false;
      if (text.substr(specification, end - specification).find_first_not_of(":0123456789xXdo") != text.npos)
        return false;
    }
    used = std::max(used, index + 1);
    i = end;
  }
  return used == numbers.size();
}

// A text whose placeholders fit the arguments; another one does not compile.
template <bool... numbers>
class MessageText {
 public:
  consteval MessageText(const char* text) : text_(text) {
    if (!fits(text, {numbers...})) throw "the placeholders do not fit the arguments";
  }
  operator std::string_view() const { return text_; }

 private:
  std::string_view text_;
};

std::string format_message(std::string_view text, std::span<const MessageArg> args);

}  // namespace plimsoll
