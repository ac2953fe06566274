// A finding as it is shown: places instead of spans, with the lines of the file that it speaks of.
//
// lint (lint.h) turns the findings of a file into diagnostics while the file is at hand; from then on nothing needs its
// text. All output formats work from these structs alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "rule.h"

namespace plimsoll {

// A range of a file in every unit that a format asks for. Lines and columns are 1-based, the end is exclusive.
struct Region {
  uint32_t begin = 0, end = 0;  // bytes
  uint32_t line = 1, end_line = 1;
  uint32_t column = 1, end_column = 1;  // Unicode code points
  uint32_t utf16_column = 1, utf16_end_column = 1;
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

// A place of some file that outlives the file's text.
struct Location {
  std::string path;
  Region region;
  Snippet snippet;
};

struct Diagnostic {
  struct Note {
    std::string path;  // empty: the file of the diagnostic
    Region region;
    std::string message;
    Snippet snippet;
  };
  struct Edit {
    Region region;     // empty: an insertion
    std::string text;  // empty: a deletion
  };
  struct Fix {
    bool safe = true;
    std::string title;
    std::vector<Edit> edits;
  };

  const RegisteredRule* rule = nullptr;
  Severity severity = Severity::warning;
  std::string path;
  Region region;
  std::string message;
  Snippet snippet;
  std::vector<Note> notes;
  std::vector<Fix> fixes;
  // Survives line moves: a hash of the rule, the text of the region's line without blanks, and how many equal ones
  // precede it.
  std::string fingerprint;
  // Rules that this one replaced on the spot; it answers to their names too.
  std::vector<const RegisteredRule*> replaced;
};

}  // namespace plimsoll
