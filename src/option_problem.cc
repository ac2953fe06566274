#include "option_problem.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>

namespace plimsoll {

std::string pattern_problem(std::string_view text) {
  constexpr size_t kLongest = 10'000;
  if (text.size() > kLongest) return fmt::format("is longer than {} characters", kLongest);
  const RE2 compiled(text, RE2::Quiet);
  return compiled.ok() ? "" : fmt::format("is no pattern: {}", compiled.error());
}

std::string fitted_pattern_problem(std::string_view text) {
  return pattern_problem(text.substr(text.starts_with('!') ? 1 : 0));
}

std::string choice_problem(std::string_view text, std::initializer_list<std::string_view> words) {
  if (std::find(words.begin(), words.end(), text) != words.end()) return {};
  std::string known;
  for (const std::string_view& word : words) {
    if (!known.empty()) known += &word == words.end() - 1 ? " or " : ", ";
    known += fmt::format("'{}'", word);
  }
  return "is not " + known;
}

}  // namespace plimsoll
