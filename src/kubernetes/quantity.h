// Kubernetes quantities ("250m", "1.5Gi", "2e3") as exact decimal numbers.
//
// Kept as an integer of a billionth: the finest that the API server keeps too. What is finer is rounded up as there,
// what is greater than the type holds is the greatest value of its sign.
//
//   *parse_quantity("0.5").value < *parse_quantity("501m").value
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace plimsoll::kubernetes {

struct Quantity {
  __extension__ using Nanos = __int128;
  Nanos nanos = 0;

  bool negative() const { return nanos < 0; }
  bool zero() const { return nanos == 0; }
  bool whole() const { return nanos % 1'000'000'000 == 0; }
  friend bool operator==(const Quantity&, const Quantity&) = default;
  friend auto operator<=>(const Quantity&, const Quantity&) = default;
};

struct ParsedQuantity {
  std::optional<Quantity> value;
  std::string problem;  // why there is no value, in one clause
};

ParsedQuantity parse_quantity(std::string_view text);

}  // namespace plimsoll::kubernetes
