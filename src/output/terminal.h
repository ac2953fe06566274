// Text for a terminal: what each character of it looks like there, and how many cells it takes.
//
// A character is what a reader takes for one: a grapheme cluster, such as a letter with its accents or a family of
// emoji. East Asian wide characters and emoji take two cells, what only joins or modifies takes none.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace plimsoll {

struct Cell {
  std::string text;    // what stands for the character: valid UTF-8, without control characters
  uint32_t width = 1;  // in cells
  uint32_t begin = 0;  // byte of the line that it starts at; it ends where the next one starts
};

// The characters of a line without line break. Tabs are blanks up to the next multiple of four cells, counted from
// `column`, where the line starts.
std::vector<Cell> cells_of(std::string_view line, uint32_t column);

// The cells that a terminal shows in `columns` around the character `first`: the range of them, as large
// as fits; what is cut off on either side is replaced by one cell, which is counted.
struct Window {
  size_t first, last;
};
Window window_around(const std::vector<Cell>& cells, size_t first, uint32_t columns);

}  // namespace plimsoll
