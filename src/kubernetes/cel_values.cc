#include "kubernetes/cel_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <utility>

namespace plimsoll::kubernetes {
namespace {

using Kind = CelValue::Kind;

template <class T>
int order(const T& left, const T& right) {
  return left < right ? -1 : right < left ? 1 : 0;
}

CelValue absent(const CelValue& key) {
  if (is(key, Kind::integer)) return cel_error(fmt::format("{}item {}", kCelAbsent, key.integer));
  return cel_error(fmt::format("{}'{}'", kCelAbsent, key.text));
}

// A key that a template makes could be any.
bool has_unknown_key(const Value& map, CelBudget& budget) {
  const auto entries = map.entries();
  budget.spend(static_cast<int64_t>(entries.size()));
  return std::any_of(entries.begin(), entries.end(), [](const auto& entry) { return entry.first.templated(); });
}

CelValue entry_of(const CelValue& map, const CelValue& key, CelBudget& budget) {
  if (is(map, Kind::yaml)) {
    if (!is(key, Kind::string)) return absent(key);
    const Value value = map.yaml[key.text];
    if (value.exists() || !value.missing()) return cel_from(value);
    return has_unknown_key(map.yaml, budget) ? cel_unknown() : absent(key);
  }
  for (size_t i = 0; i + 1 < map.items.size(); i += 2) {
    if (are_equal(map.items[i], key, budget) == true) return map.items[i + 1];
  }
  return absent(key);
}

std::optional<bool> are_equal_maps(const CelValue& left, const CelValue& right, CelBudget& budget) {
  const auto keys = items_of(left, budget), others = items_of(right, budget);
  if (keys->size() != others->size()) return false;
  for (const CelValue& key : *keys) {
    const CelValue other = entry_of(right, key, budget);
    if (is(other, Kind::error)) return false;
    const auto same = are_equal(entry_of(left, key, budget), other, budget);
    if (same != true) return same;
  }
  return true;
}

CelValue of_integers(char operation, int64_t a, int64_t b) {
  int64_t result = 0;
  const bool divides = operation == '/' || operation == '%';
  if (divides && b == 0) return cel_error("a number is divided by zero");
  const bool overflow = operation == '+'   ? __builtin_add_overflow(a, b, &result)
                        : operation == '-' ? __builtin_sub_overflow(a, b, &result)
                        : operation == '*' ? __builtin_mul_overflow(a, b, &result)
                                           : a == std::numeric_limits<int64_t>::min() && b == -1;
  if (overflow) return cel_error("a number is too large");
  if (divides) result = operation == '/' ? a / b : a % b;
  return cel_integer(result);
}

}  // namespace

CelValue cel_error(std::string text) { return {.kind = Kind::error, .text = std::move(text)}; }
CelValue cel_unknown() { return {.kind = Kind::unknown}; }
CelValue cel_boolean(bool value) { return {.kind = Kind::boolean, .boolean = value}; }
CelValue cel_integer(int64_t value) { return {.kind = Kind::integer, .integer = value}; }
CelValue cel_number(double value) { return {.kind = Kind::number, .number = value}; }
CelValue cel_string(std::string value) { return {.kind = Kind::string, .text = std::move(value)}; }
CelValue cel_type(std::string name) { return {.kind = Kind::type, .text = std::move(name)}; }
CelValue cel_list(std::vector<CelValue> items) { return {.kind = Kind::list, .items = std::move(items)}; }
CelValue cel_optional(std::vector<CelValue> value) { return {.kind = Kind::optional, .items = std::move(value)}; }

CelValue cel_from(const Value& value) {
  if (value.templated()) return cel_unknown();
  if (value.missing()) return {};
  if (value.is_map() || value.is_list()) return {.kind = Kind::yaml, .yaml = value};
  if (const auto known = value.boolean()) return cel_boolean(*known);
  if (const auto known = value.integer()) return cel_integer(*known);
  const std::string_view text = value.string();
  double number = 0;
  if (value.is_number() && std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc())
    return cel_number(number);
  return cel_string(std::string(text));
}

bool is_list(const CelValue& value) { return is(value, Kind::list) || (is(value, Kind::yaml) && value.yaml.is_list()); }
bool is_map(const CelValue& value) { return is(value, Kind::map) || (is(value, Kind::yaml) && value.yaml.is_map()); }
double number_of(const CelValue& value) {
  return is(value, Kind::integer) ? static_cast<double>(value.integer) : value.number;
}

int64_t weight_of(const CelValue& value) {
  int64_t weight = static_cast<int64_t>(value.text.size() / 256 + value.items.size());
  for (const CelValue& item : value.items) weight += weight_of(item);
  return weight;
}

std::optional<std::vector<CelValue>> items_of(const CelValue& of, CelBudget& budget) {
  std::vector<CelValue> items;
  if (is(of, Kind::list)) {
    items = of.items;
  } else if (is(of, Kind::map)) {
    for (size_t i = 0; i < of.items.size(); i += 2) items.push_back(of.items[i]);
  } else if (is_list(of)) {
    for (const Value& each : of.yaml.items()) items.push_back(cel_from(each));
  } else if (is_map(of)) {
    for (const auto& entry : of.yaml.entries()) {
      items.push_back(entry.first.templated() ? cel_unknown() : cel_string(std::string(entry.first.string())));
    }
  } else {
    return std::nullopt;
  }
  for (const CelValue& each : items) budget.spend(1 + weight_of(each));
  return items;
}

CelValue item_of(const CelValue& of, const CelValue& key, CelBudget& budget) {
  if (is_map(of)) return entry_of(of, key, budget);
  if (!is_list(of)) return absent(key);
  const double wanted = is_numeric(key) ? number_of(key) : -1;
  const auto items = items_of(of, budget);
  const bool inside = wanted >= 0 && wanted < static_cast<double>(items->size());
  const size_t index = inside ? static_cast<size_t>(wanted) : 0;
  return inside && static_cast<double>(index) == wanted ? (*items)[index] : absent(key);
}

std::optional<bool> are_equal(const CelValue& left, const CelValue& right, CelBudget& budget) {
  if (is_void(left) || is_void(right) || !budget.spend(1 + static_cast<int64_t>(left.text.size() / 256)))
    return std::nullopt;
  if (is_numeric(left) && is_numeric(right)) return order_of(left, right) == 0;
  if (is_map(left) && is_map(right)) return are_equal_maps(left, right, budget);
  if (is_list(left) && is_list(right)) {
    const auto ours = items_of(left, budget), theirs = items_of(right, budget);
    if (ours->size() != theirs->size()) return false;
    for (size_t i = 0; i < ours->size(); ++i) {
      const auto same = are_equal((*ours)[i], (*theirs)[i], budget);
      if (same != true) return same;
    }
    return true;
  }
  if (left.kind != right.kind || left.items.size() != right.items.size()) return false;
  if (!left.items.empty()) return are_equal(left.items[0], right.items[0], budget);  // optionals
  return left.boolean == right.boolean && left.number == right.number && left.text == right.text &&
         left.quantity == right.quantity;
}

std::optional<bool> is_among(const std::vector<CelValue>& all, const CelValue& one, CelBudget& budget) {
  bool known = true;
  for (const CelValue& each : all) {
    const auto same = are_equal(each, one, budget);
    if (same == true) return true;
    known &= same.has_value();
  }
  return known ? std::optional(false) : std::nullopt;
}

std::optional<int> order_of(const CelValue& left, const CelValue& right) {
  if (is(left, Kind::integer) && is(right, Kind::integer)) return order(left.integer, right.integer);
  if (is_numeric(left) && is_numeric(right)) return order(number_of(left), number_of(right));
  if (left.kind != right.kind) return std::nullopt;
  if (is(left, Kind::string)) return order(left.text, right.text);
  if (is(left, Kind::boolean)) return order(left.boolean, right.boolean);
  if (is(left, Kind::duration)) return order(left.number, right.number);
  if (is(left, Kind::quantity)) return order(left.quantity, right.quantity);
  return std::nullopt;
}

CelValue cel_arithmetic(char operation, const CelValue& left, const CelValue& right) {
  if (is_void(left)) return left;
  if (is_void(right)) return right;
  if (is(left, Kind::integer) && is(right, Kind::integer)) return of_integers(operation, left.integer, right.integer);
  const double a = number_of(left), b = number_of(right);
  if (is_numeric(left) && is_numeric(right) && operation != '%')
    return cel_number(operation == '+' ? a + b : operation == '-' ? a - b : operation == '*' ? a * b : a / b);
  if (is(left, Kind::duration) && is(right, Kind::duration) && (operation == '+' || operation == '-'))
    return {.kind = Kind::duration, .number = operation == '+' ? a + b : a - b};
  if (operation == '+' && is(left, Kind::string) && is(right, Kind::string)) return cel_string(left.text + right.text);
  return cel_error(fmt::format("'{}' does not fit what stands on its sides", operation));
}

}  // namespace plimsoll::kubernetes
