// Small steps through the text of a comment.
#pragma once

#include <algorithm>
#include <string_view>

namespace plimsoll {

inline constexpr std::string_view kBlank = " \t\r";

inline std::string_view trim(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(kBlank), text.size()));
  return text.substr(0, text.find_last_not_of(kBlank) + 1);
}

inline std::string_view behind_hashes(std::string_view comment) {
  return comment.substr(std::min(comment.find_first_not_of('#'), comment.size()));
}

inline std::string_view first_word(std::string_view text) { return text.substr(0, text.find_first_of(kBlank)); }

// Takes `head` off the front of `text`, if it is there.
inline bool take(std::string_view& text, std::string_view head) {
  if (!text.starts_with(head)) return false;
  text.remove_prefix(head.size());
  return true;
}

// Takes what stands before the separator, trimmed; the separator goes as well.
inline std::string_view take_until(std::string_view& text, char separator) {
  const size_t at = text.find(separator);
  const std::string_view part = trim(text.substr(0, at));
  text.remove_prefix(at == text.npos ? text.size() : at + 1);
  return part;
}

}  // namespace plimsoll
