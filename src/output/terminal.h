// Text for a terminal: what each code point looks like there, and how many columns it takes.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace plimsoll {

// Appends what stands for the code point at the head of `text` and returns its width in columns; `at` moves behind it.
// `column` is where it stands: tabs reach to the next multiple of four.
uint32_t append_printable(std::string& out, std::string_view text, size_t& at, uint32_t column);

}  // namespace plimsoll
