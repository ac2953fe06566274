// Patterns that users write in options, in RE2's syntax. Each is compiled once.
#pragma once

#include <string_view>

namespace plimsoll {

// The pattern fits somewhere in the text (anchor it with ^ and $); with "!" before it, nowhere. One that does not
// compile fits nothing.
bool fits_pattern(std::string_view pattern, std::string_view text);

}  // namespace plimsoll
