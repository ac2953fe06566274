// The functions of expressions (cel.h), found when an expression is read.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "kubernetes/cel_values.h"

namespace plimsoll::kubernetes {

struct CelFunction {
  std::string_view name;
  bool method;  // it is called on its first argument
  // A letter for each argument: s string, i integer, n number, b boolean, l list, m map, o optional, d duration,
  // q quantity, u URL, . anything.
  std::string_view takes;
  CelValue (*apply)(const std::vector<CelValue>& args, CelBudget& budget);
};

// Those over strings.
std::span<const CelFunction> cel_text_functions();

// The first one of that name with so many arguments, the one that a method is called on included; nullptr if there is
// none.
const CelFunction* find_cel_function(std::string_view name, bool method, size_t arguments);
bool is_cel_function(std::string_view name);
// With the row that fits the arguments, of those beside the one that was found. The arguments are known, and no errors.
CelValue call_cel_function(const CelFunction& found, const std::vector<CelValue>& args, CelBudget& budget);

}  // namespace plimsoll::kubernetes
