// A line of a snippet as people see it: cut to a width, tabs as blanks, control characters spelled out, and where the
// carets below it stand.
#pragma once

#include <cstdint>
#include <string>

#include "diagnostic.h"

namespace plimsoll {

struct SnippetText {
  std::string before, marked, after;           // the line in three parts
  uint32_t caret_column = 0, caret_width = 0;  // in cells; a width of 0: no carets
};

// `first`: of its snippet; the indentation of others is not marked. `columns`: cells to show; 0 for all.
SnippetText snippet_text(const Snippet::Line& line, bool first, uint32_t columns);

}  // namespace plimsoll
