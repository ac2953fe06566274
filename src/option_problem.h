// What may be wrong with the text of an option (TextProblem in option.h).
//
//   constinit const Option<std::string_view> pattern{"pattern", "what names must fit", "", pattern_problem};
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace plimsoll {

// Of a pattern in RE2's syntax, and of one that may have "!" before it (pattern.h).
std::string pattern_problem(std::string_view text);
std::string fitted_pattern_problem(std::string_view text);

// Of a text that has to be one of these words.
std::string choice_problem(std::string_view text, std::initializer_list<std::string_view> words);

}  // namespace plimsoll
