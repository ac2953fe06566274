// A place of a file, with the lines that it is in, that outlives the file's text.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace plimsoll {

// A range of a file in every unit that a format asks for. Lines and columns are 1-based, the end is exclusive.
struct Region {
  uint32_t begin = 0, end = 0;  // bytes
  uint32_t line = 1, end_line = 1;
  uint32_t column = 1, end_column = 1;  // Unicode code points
  uint32_t utf16_column = 1, utf16_end_column = 1;
  uint32_t byte_column = 1, byte_end_column = 1;  // of the line as it is in the file, a byte order mark included
  friend bool operator==(const Region&, const Region&) = default;
};

// The lines of a region, ready to print: long lines are cut around the region, which starts and ends at the bytes
// given.
struct Snippet {
  struct Line {
    uint32_t number = 1;
    std::string text;         // without line break; valid UTF-8, tabs kept
    uint32_t mark_begin = 0;  // bytes of `text` to underline
    uint32_t mark_end = 0;
    bool cut_left = false, cut_right = false;
  };
  std::vector<Line> lines;      // at most the first two and the last one of a long region
  bool lines_left_out = false;  // between the second and the last of them
};

struct Location {
  std::string path;
  Region region;
  Snippet snippet;
};

}  // namespace plimsoll
