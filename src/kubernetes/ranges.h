// Numbers that an option allows: "443", "3000-5000", "1000-".
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "option.h"

namespace plimsoll::kubernetes {

struct Range {
  int64_t first = 0, last = 0;

  bool holds(int64_t number) const { return first <= number && number <= last; }
};
// Nothing for what is neither a number nor two of them.
std::optional<Range> parse_range(std::string_view text);

bool is_in_ranges(int64_t number, Names ranges);

}  // namespace plimsoll::kubernetes
