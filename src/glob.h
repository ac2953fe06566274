// Patterns in which "*" stands for any characters and "[0-9]" for a digit, as our fact tables and options have them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "facts/facts.h"
#include "option.h"

namespace plimsoll {

// All of `text` fits. Linear for the few stars of a pattern: a later star never needs an earlier one again.
constexpr bool fits_glob_throughout(std::string_view pattern, std::string_view text) {
  constexpr std::string_view digit = "[0-9]";
  size_t p = 0, t = 0, star = pattern.npos, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == '[' && text[t] >= '0' && text[t] <= '9' &&
               pattern.substr(p).starts_with(digit)) {
      p += digit.size();
      ++t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != pattern.npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == pattern.npos;
}

// The ends decide nearly always.
constexpr bool fits_glob(std::string_view pattern, std::string_view text) {
  if (pattern.empty() || text.empty()) return fits_glob_throughout(pattern, text);
  if (pattern.front() != text.front() && pattern.front() != '*' && pattern.front() != '[') return false;
  if (pattern.back() != text.back() && pattern.back() != '*' && pattern.back() != ']') return false;
  return fits_glob_throughout(pattern, text);
}

inline bool fits_any(Names patterns, std::string_view text) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](std::string_view pattern) { return fits_glob(pattern, text); });
}

inline bool fits_any(Fact patterns, std::string_view text) {
  for (Fact pattern : patterns.items()) {
    if (fits_glob(pattern.string(), text)) return true;
  }
  return false;
}

}  // namespace plimsoll
