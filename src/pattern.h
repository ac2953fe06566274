// Patterns that users write in options, in RE2's syntax. Each is compiled once.
#pragma once

#include <string_view>

namespace plimsoll {

// The pattern is found in the text (anchor it with ^ and $ to fit the whole). One that does not compile is found
// nowhere.
bool is_found(std::string_view pattern, std::string_view text);
// The same; with "!" before the pattern it must be found nowhere. One that does not compile fits nothing.
bool fits_pattern(std::string_view pattern, std::string_view text);

}  // namespace plimsoll
