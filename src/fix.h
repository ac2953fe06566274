// Applies edits to the text of a file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "diagnostic.h"

namespace plimsoll {

struct Fixed {
  std::string text;
  int applied = 0;  // fixes that are in `text`
  int left = 0;     // fixes that touch the same bytes as an earlier one: lint the result again and apply the rest
};

// Applies the first fix of each diagnostic: those that keep the meaning, and with `unsafe` the others too. A fix is
// applied whole or not at all; equal edits of two fixes count once.
Fixed apply_fixes(std::string_view text, const std::vector<Diagnostic>& diagnostics, bool unsafe);

}  // namespace plimsoll
