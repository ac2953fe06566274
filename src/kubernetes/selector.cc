#include "kubernetes/selector.h"

#include <algorithm>

namespace plimsoll::kubernetes {
namespace {

using Test = Selector::Requirement::Test;

std::optional<Test> test_named(std::string_view name) {
  if (name == "In") return Test::in;
  if (name == "NotIn") return Test::not_in;
  if (name == "Exists") return Test::exists;
  if (name == "DoesNotExist") return Test::missing;
  return std::nullopt;
}

bool add_labels(const Value& map, Selector& selector) {
  if (!map.missing() && !map.is_map()) return false;
  const auto labels = labels_of(map);
  if (!labels) return false;
  for (const auto& [key, value] : *labels) selector.requirements.push_back({Test::in, key, {value}});
  return true;
}

}  // namespace

std::optional<Labels> labels_of(const Value& map) {
  if (map.templated()) return std::nullopt;
  Labels labels;
  for (const auto& [key, value] : map.entries()) {
    if (key.templated() || value.templated()) return std::nullopt;
    labels.emplace_back(key.string(), value.string());
  }
  return labels;
}

bool Selector::matches(const Labels& labels) const {
  return std::all_of(requirements.begin(), requirements.end(), [&](const Requirement& requirement) {
    const auto label = std::find_if(labels.begin(), labels.end(),
                                    [&](const auto& candidate) { return candidate.first == requirement.key; });
    const auto& values = requirement.values;
    const bool there = label != labels.end();
    const bool listed = there && std::find(values.begin(), values.end(), label->second) != values.end();
    switch (requirement.test) {
      case Test::in:
        return listed;
      case Test::not_in:
        return !listed;
      case Test::exists:
        return there;
      case Test::missing:
        return !there;
    }
    return false;
  });
}

std::optional<Selector::Requirement> requirement_of(const Value& expression) {
  const auto test = test_named(expression["operator"].string());
  if (!test || expression["key"].templated()) return std::nullopt;
  Selector::Requirement requirement{*test, std::string(expression["key"].string()), {}};
  for (const Value& item : expression["values"].items()) {
    if (item.templated()) return std::nullopt;
    requirement.values.emplace_back(item.string());
  }
  return requirement;
}

std::optional<Selector> selector_of(const Value& value) {
  if (!value.is_map()) return std::nullopt;
  Selector selector;
  if (!add_labels(value["matchLabels"], selector)) return std::nullopt;
  for (const Value& expression : value["matchExpressions"].items()) {
    auto requirement = requirement_of(expression);
    if (!requirement) return std::nullopt;
    selector.requirements.push_back(std::move(*requirement));
  }
  return selector;
}

std::optional<Selector> plain_selector_of(const Value& map) {
  Selector selector;
  if (!map.is_map() || map.size() == 0 || !add_labels(map, selector)) return std::nullopt;
  return selector;
}

}  // namespace plimsoll::kubernetes
