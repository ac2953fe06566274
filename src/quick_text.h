// Two questions that rules ask of nearly every word, and that the standard library of GCC 12 answers with a call of
// memcmp or memchr for each word or even each byte.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace plimsoll {

// Is it "apt-get", is it "-y"? Sizes are compared first. What stands in this namespace finds this before that of std.
inline bool operator==(const std::string& text, const char* literal) { return std::string_view(text) == literal; }

// As text.find_first_of(characters, at), for a few characters.
constexpr std::size_t find_any(std::string_view text, std::string_view characters, std::size_t at = 0) {
  for (; at < text.size(); ++at) {
    for (char c : characters) {
      if (text[at] == c) return at;
    }
  }
  return text.npos;
}

}  // namespace plimsoll
