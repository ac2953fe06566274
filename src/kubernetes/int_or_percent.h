// Fields that are a number of pods or a percentage of them.
#pragma once

#include <cstdint>
#include <optional>

#include "kubernetes/value.h"

namespace plimsoll::kubernetes {

struct IntOrPercent {
  int64_t number = 0;
  bool percent = false;

  bool zero() const { return number == 0; }
  // Of so many pods; fractions are rounded up, or down.
  int64_t up(int64_t total) const { return percent ? (total * number + 99) / 100 : number; }
  int64_t down(int64_t total) const { return percent ? total * number / 100 : number; }
};
// 3, or "30%". Nothing for anything else.
std::optional<IntOrPercent> int_or_percent(const Value& value);

}  // namespace plimsoll::kubernetes
