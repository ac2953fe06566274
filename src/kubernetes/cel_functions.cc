#include "kubernetes/cel_functions.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include "dockerfile/syntax.h"

namespace plimsoll::kubernetes {
namespace {

using Kind = CelValue::Kind;
using Args = const std::vector<CelValue>&;
using Table = std::span<const CelFunction>;

bool takes(char letter, const CelValue& value) {
  switch (letter) {
    case 's':
      return is(value, Kind::string);
    case 'i':
      return is(value, Kind::integer);
    case 'n':
      return is(value, Kind::number);
    case 'b':
      return is(value, Kind::boolean);
    case 'l':
      return is_list(value);
    case 'm':
      return is_map(value);
    case 'o':
      return is(value, Kind::optional);
    case 'd':
      return is(value, Kind::duration);
    case 'q':
      return is(value, Kind::quantity);
    case 'u':
      return is(value, Kind::url);
    default:
      return true;
  }
}

std::string type_name(const CelValue& value) {
  switch (value.kind) {
    case Kind::null:
      return "null_type";
    case Kind::boolean:
      return "bool";
    case Kind::integer:
      return "int";
    case Kind::number:
      return "double";
    case Kind::string:
      return "string";
    case Kind::optional:
      return "optional_type";
    case Kind::duration:
      return "duration";
    case Kind::quantity:
      return "quantity";
    case Kind::url:
      return "url";
    case Kind::type:
      return "type";
    default:
      return is_list(value) ? "list" : "map";
  }
}

CelValue same(Args args, CelBudget&) { return args[0]; }
CelValue size_of(Args args, CelBudget& budget) {
  return cel_integer(static_cast<int64_t>(items_of(args[0], budget)->size()));
}

CelValue integer_in(const std::string& text) {
  int64_t number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, number);
  return failed == std::errc() && rest == end ? cel_integer(number)
                                              : cel_error(fmt::format("'{}' is no whole number", text));
}
CelValue truncated(double number) {
  constexpr double limit = 9223372036854775807.0;  // rounded to 2^63
  return number > -limit && number < limit ? cel_integer(static_cast<int64_t>(number))
                                           : cel_error("a number is too large");
}
CelValue number_in(const std::string& text) {
  double number = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, failed] = std::from_chars(text.data(), end, number);
  return failed == std::errc() && rest == end ? cel_number(number) : cel_error(fmt::format("'{}' is no number", text));
}
CelValue boolean_in(const std::string& text) {
  if (text == "true" || text == "false") return cel_boolean(text == "true");
  return cel_error(fmt::format("'{}' is neither true nor false", text));
}

CelValue duration_in(const std::string& text) {
  const auto nanoseconds = dockerfile::duration(text);
  if (!nanoseconds) return cel_error(fmt::format("'{}' is no duration", text));
  return {.kind = Kind::duration, .number = *nanoseconds};
}
template <int64_t Nanoseconds>
CelValue units_of(Args args, CelBudget&) {
  return truncated(args[0].number / static_cast<double>(Nanoseconds));
}

CelValue quantity_of(Quantity::Nanos nanos) { return {.kind = Kind::quantity, .quantity = {nanos}}; }
std::string written(const CelValue& value) {
  return is(value, Kind::string)    ? value.text
         : is(value, Kind::integer) ? std::to_string(value.integer)
                                    : fmt::format("{}", value.number);
}
// Of numbers as well: in a manifest `cpu: 2` is one.
CelValue quantity_in(Args args, CelBudget&) {
  const std::string text = written(args[0]);
  const ParsedQuantity parsed = parse_quantity(text);
  return parsed.value ? quantity_of(parsed.value->nanos) : cel_error(fmt::format("'{}' is no quantity", text));
}
CelValue is_quantity(Args args, CelBudget&) { return cel_boolean(parse_quantity(written(args[0])).value.has_value()); }
Quantity::Nanos nanos_of(const CelValue& value) {
  return is(value, Kind::integer) ? static_cast<Quantity::Nanos>(value.integer) * 1'000'000'000 : value.quantity.nanos;
}
CelValue add_quantity(Args args, CelBudget&) {
  Quantity::Nanos sum = 0;
  if (__builtin_add_overflow(nanos_of(args[0]), nanos_of(args[1]), &sum)) return cel_error("a quantity is too large");
  return quantity_of(sum);
}
CelValue subtract_quantity(Args args, CelBudget&) {
  Quantity::Nanos rest = 0;
  if (__builtin_sub_overflow(nanos_of(args[0]), nanos_of(args[1]), &rest)) return cel_error("a quantity is too large");
  return quantity_of(rest);
}
CelValue quantity_as_integer(Args args, CelBudget&) {
  const Quantity::Nanos whole = args[0].quantity.nanos / 1'000'000'000;
  const bool fits = whole <= std::numeric_limits<int64_t>::max() && whole >= std::numeric_limits<int64_t>::min();
  return fits && args[0].quantity.whole() ? cel_integer(static_cast<int64_t>(whole))
                                          : cel_error("a quantity is no whole number");
}
double approximately(const CelValue& quantity) { return static_cast<double>(quantity.quantity.nanos) / 1e9; }

// The first of the items that comes before all others, or behind them.
CelValue extreme(Args args, int sign, CelBudget& budget) {
  const auto items = items_of(args[0], budget);
  if (items->empty()) return cel_error("an empty list has no least and no greatest item");
  const CelValue* best = &items->front();
  for (const CelValue& each : *items) {
    if (is(each, Kind::unknown)) return each;
    const auto order = order_of(each, *best);
    if (!order) return cel_error("the items of a list have no order");
    if (*order * sign > 0) best = &each;
  }
  return *best;
}
CelValue sum_of(Args args, CelBudget& budget) {
  const auto items = items_of(args[0], budget);
  if (items->empty()) return cel_integer(0);
  CelValue sum = items->front();
  for (size_t i = 1; i < items->size() && !is_void(sum); ++i) sum = cel_arithmetic('+', sum, (*items)[i]);
  return is_numeric(sum) || is(sum, Kind::duration) || is_void(sum) ? sum : cel_error("'sum' needs numbers");
}
CelValue is_sorted(Args args, CelBudget& budget) {
  const auto items = items_of(args[0], budget);
  for (size_t i = 0; i < items->size(); ++i) {
    if (is((*items)[i], Kind::unknown)) return cel_unknown();
    const auto order = order_of((*items)[i == 0 ? 0 : i - 1], (*items)[i]);
    if (!order) return cel_error("the items of a list have no order");
    if (*order > 0) return cel_boolean(false);
  }
  return cel_boolean(true);
}
CelValue find_item(Args args, bool last, CelBudget& budget) {
  const auto items = items_of(args[0], budget);
  int64_t found = -1;
  for (size_t i = 0; i < items->size(); ++i) {
    const auto same = are_equal((*items)[i], args[1], budget);
    if (!same) return cel_unknown();
    if (!*same) continue;
    found = static_cast<int64_t>(i);
    if (!last) break;
  }
  return cel_integer(found);
}

std::optional<bool> has_all(const CelValue& all, const CelValue& wanted, CelBudget& budget) {
  const auto items = items_of(all, budget), others = items_of(wanted, budget);
  for (const CelValue& each : *others) {
    const auto there = is_among(*items, each, budget);
    if (there != true) return there;
  }
  return true;
}
CelValue known(std::optional<bool> value) { return value ? cel_boolean(*value) : cel_unknown(); }
CelValue intersect(Args args, CelBudget& budget) {
  const auto items = items_of(args[0], budget), others = items_of(args[1], budget);
  bool doubt = false;
  for (const CelValue& each : *others) {
    const auto there = is_among(*items, each, budget);
    if (there == true) return cel_boolean(true);
    doubt |= !there;
  }
  return doubt ? cel_unknown() : cel_boolean(false);
}

bool is_zero(const CelValue& value, CelBudget& budget) {
  if (is_list(value) || is_map(value)) return items_of(value, budget)->empty();
  return !value.boolean && value.integer == 0 && value.number == 0 && value.text.empty() && value.items.empty() &&
         value.quantity.zero();
}

constexpr CelFunction kFunctions[] = {
    {"size", false, "l", size_of},
    {"size", false, "m", size_of},
    {"size", true, "l", size_of},
    {"size", true, "m", size_of},
    {"dyn", false, ".", same},
    {"type", false, ".", [](Args args, CelBudget&) { return cel_type(type_name(args[0])); }},
    {"int", false, "i", same},
    {"int", false, "n", [](Args args, CelBudget&) { return truncated(args[0].number); }},
    {"int", false, "s", [](Args args, CelBudget&) { return integer_in(args[0].text); }},
    {"uint", false, "i", same},
    {"uint", false, "n", [](Args args, CelBudget&) { return truncated(args[0].number); }},
    {"uint", false, "s", [](Args args, CelBudget&) { return integer_in(args[0].text); }},
    {"double", false, "n", same},
    {"double", false, "i", [](Args args, CelBudget&) { return cel_number(number_of(args[0])); }},
    {"double", false, "s", [](Args args, CelBudget&) { return number_in(args[0].text); }},
    {"bool", false, "b", same},
    {"bool", false, "s", [](Args args, CelBudget&) { return boolean_in(args[0].text); }},
    {"duration", false, "s", [](Args args, CelBudget&) { return duration_in(args[0].text); }},
    {"getHours", true, "d", units_of<3'600'000'000'000>},
    {"getMinutes", true, "d", units_of<60'000'000'000>},
    {"getSeconds", true, "d", units_of<1'000'000'000>},
    {"getMilliseconds", true, "d", units_of<1'000'000>},
    {"quantity", false, "s", quantity_in},
    {"quantity", false, "i", quantity_in},
    {"quantity", false, "n", quantity_in},
    {"isQuantity", false, "s", is_quantity},
    {"isQuantity", false, "i", is_quantity},
    {"isQuantity", false, "n", is_quantity},
    {"sign", true, "q",
     [](Args args, CelBudget&) {
       return cel_integer(args[0].quantity.negative() ? -1 : args[0].quantity.zero() ? 0 : 1);
     }},
    {"isInteger", true, "q",
     [](Args args, CelBudget& budget) { return cel_boolean(is(quantity_as_integer(args, budget), Kind::integer)); }},
    {"asInteger", true, "q", quantity_as_integer},
    {"asApproximateFloat", true, "q", [](Args args, CelBudget&) { return cel_number(approximately(args[0])); }},
    {"add", true, "qq", add_quantity},
    {"add", true, "qi", add_quantity},
    {"sub", true, "qq", subtract_quantity},
    {"sub", true, "qi", subtract_quantity},
    {"isGreaterThan", true, "qq", [](Args args, CelBudget&) { return cel_boolean(order_of(args[0], args[1]) > 0); }},
    {"isLessThan", true, "qq", [](Args args, CelBudget&) { return cel_boolean(order_of(args[0], args[1]) < 0); }},
    {"compareTo", true, "qq", [](Args args, CelBudget&) { return cel_integer(*order_of(args[0], args[1])); }},
    {"isSorted", true, "l", is_sorted},
    {"sum", true, "l", sum_of},
    {"min", true, "l", [](Args args, CelBudget& budget) { return extreme(args, -1, budget); }},
    {"max", true, "l", [](Args args, CelBudget& budget) { return extreme(args, 1, budget); }},
    {"indexOf", true, "l.", [](Args args, CelBudget& budget) { return find_item(args, false, budget); }},
    {"lastIndexOf", true, "l.", [](Args args, CelBudget& budget) { return find_item(args, true, budget); }},
    {"sets.contains", false, "ll",
     [](Args args, CelBudget& budget) { return known(has_all(args[0], args[1], budget)); }},
    {"sets.equivalent", false, "ll",
     [](Args args, CelBudget& budget) {
       const auto there = has_all(args[0], args[1], budget);
       return known(there == true ? has_all(args[1], args[0], budget) : there);
     }},
    {"sets.intersects", false, "ll", intersect},
    {"optional.of", false, ".", [](Args args, CelBudget&) { return cel_optional({args[0]}); }},
    {"optional.none", false, "", [](Args, CelBudget&) { return cel_optional({}); }},
    {"optional.ofNonZeroValue", false, ".",
     [](Args args, CelBudget& budget) {
       return is_zero(args[0], budget) ? cel_optional({}) : cel_optional({args[0]});
     }},
    {"hasValue", true, "o", [](Args args, CelBudget&) { return cel_boolean(!args[0].items.empty()); }},
    {"value", true, "o",
     [](Args args, CelBudget&) {
       return args[0].items.empty() ? cel_error("an optional has no value") : args[0].items[0];
     }},
    {"orValue", true, "o.", [](Args args, CelBudget&) { return args[0].items.empty() ? args[1] : args[0].items[0]; }},
    {"or", true, "oo", [](Args args, CelBudget&) { return args[0].items.empty() ? args[1] : args[0]; }},
};

const CelFunction* fitting(Table table, const CelFunction& found, Args args) {
  for (const CelFunction& each : table) {
    if (each.name != found.name || each.method != found.method || each.takes.size() != args.size()) continue;
    size_t fit = 0;
    while (fit < args.size() && takes(each.takes[fit], args[fit])) ++fit;
    if (fit == args.size()) return &each;
  }
  return nullptr;
}

}  // namespace

const CelFunction* find_cel_function(std::string_view name, bool method, size_t arguments) {
  for (const Table table : {Table(kFunctions), cel_text_functions()}) {
    for (const CelFunction& each : table) {
      if (each.name == name && each.method == method && each.takes.size() == arguments) return &each;
    }
  }
  return nullptr;
}

bool is_cel_function(std::string_view name) {
  const auto has_it = [&](Table table) {
    return std::any_of(table.begin(), table.end(), [&](const CelFunction& each) { return each.name == name; });
  };
  return has_it(kFunctions) || has_it(cel_text_functions());
}

CelValue call_cel_function(const CelFunction& found, Args args, CelBudget& budget) {
  for (const Table table : {Table(kFunctions), cel_text_functions()}) {
    if (const CelFunction* function = fitting(table, found, args)) return function->apply(args, budget);
  }
  return cel_error(fmt::format("'{}' does not fit what it is called with", found.name));
}

}  // namespace plimsoll::kubernetes
