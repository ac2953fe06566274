#include "kubernetes/option_problems.h"

#include "dockerfile/syntax.h"
#include "kubernetes/labels.h"
#include "kubernetes/quantity.h"
#include "kubernetes/ranges.h"
#include "kubernetes/version.h"
#include "option_problem.h"

namespace plimsoll::kubernetes {

std::string quantity_problem(std::string_view text) {
  return text.empty() || parse_quantity(text).value ? "" : "is no quantity, such as 500m or 2Gi";
}

std::string duration_problem(std::string_view text) {
  return text.empty() || dockerfile::duration(text) ? "" : "is no duration, such as 90s or 1h30m";
}

std::string release_problem(std::string_view text) {
  return text == "latest" || parse_version(text) ? "" : "is no release, such as 1.34 or latest";
}

std::string range_problem(std::string_view text) {
  const auto range = parse_range(text);
  if (!range) return "is neither a number nor a range such as 3000-5000";
  return range->first <= range->last ? "" : "ends before it begins";
}

std::string pod_security_problem(std::string_view text) { return choice_problem(text, {"baseline", "restricted"}); }

std::string label_entry_problem(std::string_view text) {
  return fitted_pattern_problem(parse_label_entry(text).pattern.value_or(""));
}

std::string label_patterns_problem(std::string_view text) {
  const std::string told = fitted_pattern_problem(parse_label_entry(text).key);
  return told.empty() ? label_entry_problem(text) : told;
}

std::string assignment_problem(std::string_view text) {
  const size_t equals = text.find('=');
  return equals == 0 || equals == text.npos || equals + 1 == text.size() ? "is not of the form name=value" : "";
}

}  // namespace plimsoll::kubernetes
