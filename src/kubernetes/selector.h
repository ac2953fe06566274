// Labels, and the selectors that pick objects by them.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kubernetes/value.h"

namespace plimsoll::kubernetes {

using Labels = std::vector<std::pair<std::string, std::string>>;
// Nothing if a template fills in some of them.
std::optional<Labels> labels_of(const Value& map);

struct Selector {
  struct Requirement {
    enum class Test : uint8_t { in, not_in, exists, missing } test = Test::in;
    std::string key;
    std::vector<std::string> values;
  };
  std::vector<Requirement> requirements;  // all must hold; none: everything fits

  bool matches(const Labels& labels) const;
};
// Of an item of matchExpressions. Nothing if it cannot be known.
std::optional<Selector::Requirement> requirement_of(const Value& expression);
// Of a LabelSelector with matchLabels and matchExpressions. Nothing if it is absent, for that selects nothing, or if it
// cannot be known.
std::optional<Selector> selector_of(const Value& selector);
// Of a plain map, as Services have it, where an empty one selects nothing.
std::optional<Selector> plain_selector_of(const Value& map);

}  // namespace plimsoll::kubernetes
