// Strings and numbers as expressions (cel.h) write them.
#pragma once

#include <string>
#include <string_view>

#include "kubernetes/cel.h"

namespace plimsoll::kubernetes {

struct CelLiteral {
  CelValue value;
  size_t size = 0;      // of its text
  std::string problem;  // why it cannot be read, in one clause; empty if it can
};

// Whether the text begins with one.
bool is_cel_string(std::string_view text);
bool is_cel_number(std::string_view text);

CelLiteral read_cel_string(std::string_view text);
CelLiteral read_cel_number(std::string_view text);

}  // namespace plimsoll::kubernetes
