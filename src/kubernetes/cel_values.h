// Values of expressions (cel.h): how they are made, looked into and compared. For the operators and functions alone.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "kubernetes/cel.h"

namespace plimsoll::kubernetes {

// How the error begins that says that something is not there.
inline constexpr std::string_view kCelAbsent = "there is no ";

CelValue cel_error(std::string text);
CelValue cel_unknown();
CelValue cel_boolean(bool value);
CelValue cel_integer(int64_t value);
CelValue cel_number(double value);
CelValue cel_string(std::string value);
CelValue cel_type(std::string name);
CelValue cel_list(std::vector<CelValue> items);
CelValue cel_optional(std::vector<CelValue> value);
CelValue cel_from(const Value& value);

inline bool is(const CelValue& value, CelValue::Kind kind) { return value.kind == kind; }
inline bool is_void(const CelValue& value) {
  return value.kind == CelValue::Kind::unknown || value.kind == CelValue::Kind::error;
}
inline bool is_numeric(const CelValue& value) {
  return value.kind == CelValue::Kind::integer || value.kind == CelValue::Kind::number;
}
bool is_list(const CelValue& value);
bool is_map(const CelValue& value);
double number_of(const CelValue& value);

// What copying it costs.
int64_t weight_of(const CelValue& value);

// The items of a list, the keys of a map.
std::optional<std::vector<CelValue>> items_of(const CelValue& of, CelBudget& budget);
// Of a map by the key, of a list by the number. An error that begins with kCelAbsent where there is none.
CelValue item_of(const CelValue& of, const CelValue& key, CelBudget& budget);

// Nothing where that depends on what is not known, or is too much work.
std::optional<bool> are_equal(const CelValue& left, const CelValue& right, CelBudget& budget);
std::optional<bool> is_among(const std::vector<CelValue>& all, const CelValue& one, CelBudget& budget);
// Below 0 if the left one comes first; nothing if there is no order.
std::optional<int> order_of(const CelValue& left, const CelValue& right);
// With one of + - * / %.
CelValue cel_arithmetic(char operation, const CelValue& left, const CelValue& right);

}  // namespace plimsoll::kubernetes
