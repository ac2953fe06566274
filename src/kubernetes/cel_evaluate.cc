#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "kubernetes/cel_functions.h"
#include "kustomization.h"

namespace plimsoll::kubernetes {
namespace {

using Kind = CelValue::Kind;

constexpr int kDeepest = 300;  // with the expressions that names stand for

bool is_absent(const CelValue& value) { return is(value, Kind::error) && value.text.starts_with(kCelAbsent); }

CelValue list_of(const std::vector<Value>& values) {
  std::vector<CelValue> items;
  for (const Value& each : values) items.push_back(cel_from(each));
  return cel_list(std::move(items));
}

class Evaluation {
 public:
  Evaluation(const CelInput& input, CelBudget& budget) : input_(input), named_(input.named.size()), budget_(budget) {}

  CelValue run(const CelNode& node) {
    if (!budget_.spend(1)) return cel_error("takes too many steps");
    if (depth_ == kDeepest) return cel_error("is too deeply nested");
    ++depth_;
    CelValue value = compute(node);
    --depth_;
    budget_.spend(weight_of(value));
    return value;
  }

 private:
  CelValue compute(const CelNode& node) {
    switch (node.kind) {
      case CelNode::Kind::literal:
        return node.literal;
      case CelNode::Kind::name:
        return variable(node.text);
      case CelNode::Kind::member:
        if (is_variable(node.parts[0], "params") || is_variable(node.parts[0], "variables"))
          return named(node.parts[0].text, node.text);
        return select(run(node.parts[0]), cel_string(node.text));
      case CelNode::Kind::optional_member:
        return optional_item(run(node.parts[0]), cel_string(node.text));
      case CelNode::Kind::index:
        return select(run(node.parts[0]), run(node.parts[1]));
      case CelNode::Kind::optional_index:
        return optional_item(run(node.parts[0]), run(node.parts[1]));
      case CelNode::Kind::namespace_:
        return cel_error(fmt::format("'{}' is no value", node.text));
      case CelNode::Kind::call:
        return call(node);
      case CelNode::Kind::has:
        return has(run(node.parts[0]));
      case CelNode::Kind::macro:
        return macro(node);
      case CelNode::Kind::list:
        return collect(node, Kind::list);
      case CelNode::Kind::map:
        return collect(node, Kind::map);
      case CelNode::Kind::not_:
        return opposite(run(node.parts[0]));
      case CelNode::Kind::minus: {
        const CelValue value = run(node.parts[0]);
        if (is(value, Kind::number)) return cel_number(-value.number);
        return cel_arithmetic('-', cel_integer(0), value);
      }
      case CelNode::Kind::binary:
        return binary(node);
      case CelNode::Kind::choice: {
        const CelValue which = run(node.parts[0]);
        if (is_void(which)) return which;
        if (!is(which, Kind::boolean)) return cel_error("'?' needs true or false before it");
        return run(node.parts[which.boolean ? 1 : 2]);
      }
    }
    return {};
  }

  const CelValue* item_named(std::string_view name) const {
    const auto found =
        std::find_if(items_.rbegin(), items_.rend(), [&](const auto& each) { return each.first == name; });
    return found == items_.rend() ? nullptr : &found->second;
  }
  bool is_variable(const CelNode& node, std::string_view name) const {
    return node.kind == CelNode::Kind::name && node.text == name && !item_named(name);
  }

  CelValue variable(const std::string& name) {
    if (const CelValue* item = item_named(name)) return *item;
    if (name == "object") return cel_from(input_.object);
    if (name == "objects") return list_of(input_.objects);
    // As when an object is made.
    if (name == "oldObject" || name == "oldSelf") return {};
    return cel_unknown();
  }

  // What an option defines; unknown where it defines nothing at all.
  CelValue named(const std::string& group, const std::string& name) {
    bool any = false;
    for (size_t i = named_before_; i-- > 0;) {
      const std::string& full = input_.named[i].first;
      if (!full.starts_with(group) || full.find('.') != group.size()) continue;
      any = true;
      if (full.compare(group.size() + 1, full.npos, name) == 0) return value_of(i);
    }
    return any ? cel_error(fmt::format("{}'{}.{}'", kCelAbsent, group, name)) : cel_unknown();
  }
  CelValue value_of(size_t definition) {
    std::optional<CelValue>& known = named_[definition];
    if (known) return *known;
    auto items = std::exchange(items_, {});
    const size_t before = std::exchange(named_before_, definition);
    known = run(input_.named[definition].second->root);
    named_before_ = before;
    items_ = std::move(items);
    return *known;
  }

  CelValue select(const CelValue& of, const CelValue& key) {
    if (is_void(of)) return of;
    if (is_void(key)) return key;
    if (is(of, Kind::optional)) return optional_item(of, key);
    if (key.text == "namespace" && input_.overlay && !input_.overlay->namespace_.empty() &&
        of.yaml == input_.object["metadata"])
      return cel_string(input_.overlay->namespace_);
    CelValue item = item_of(of, key, budget_);
    return is_absent(item) && is_added(of, key.text) ? cel_unknown() : item;
  }
  // By a kustomization.
  bool is_added(const CelValue& to, const std::string& name) const {
    if (!input_.overlay || !is(to, Kind::yaml)) return false;
    const Overlay& overlay = *input_.overlay;
    if (to.yaml == input_.object["metadata"]) {
      return (name == "labels" && !overlay.labels.empty()) || (name == "annotations" && !overlay.annotations.empty());
    }
    const auto has = [&](const std::vector<std::string>& names) {
      return std::find(names.begin(), names.end(), name) != names.end();
    };
    return has(overlay.labels) || has(overlay.annotations) ||
           std::any_of(overlay.pod_labels.begin(), overlay.pod_labels.end(),
                       [&](const auto& label) { return label.first == name; });
  }

  CelValue optional_item(const CelValue& of, const CelValue& key) {
    if (is(of, Kind::optional)) return of.items.empty() ? of : optional_item(of.items[0], key);
    CelValue item = select(of, key);
    if (is(item, Kind::optional)) return item;
    if (is(item, Kind::null) || (is_absent(item) && !is_void(of))) return cel_optional({});
    return is_void(item) ? item : cel_optional({std::move(item)});
  }

  static CelValue has(const CelValue& value) {
    if (is(value, Kind::optional)) return cel_boolean(!value.items.empty());
    if (is_void(value) && !is_absent(value)) return value;
    return cel_boolean(!is_void(value) && !is(value, Kind::null));
  }

  CelValue collect(const CelNode& node, Kind kind) {
    CelValue made{.kind = kind};
    for (const CelNode& part : node.parts) {
      made.items.push_back(run(part));
      if (is_void(made.items.back())) return made.items.back();
    }
    return made;
  }

  static CelValue opposite(const CelValue& value) {
    if (is_void(value)) return value;
    return is(value, Kind::boolean) ? cel_boolean(!value.boolean) : cel_error("'!' needs true or false");
  }

  // What decides wins over what is not known, and that over an error.
  CelValue both(const CelNode& node, bool deciding) {
    CelValue left = run(node.parts[0]);
    if (is(left, Kind::boolean) && left.boolean == deciding) return left;
    CelValue right = run(node.parts[1]);
    if (is(right, Kind::boolean) && right.boolean == deciding) return right;
    for (const Kind kind : {Kind::unknown, Kind::error}) {
      for (CelValue* side : {&left, &right})
        if (is(*side, kind)) return std::move(*side);
    }
    if (!is(left, Kind::boolean) || !is(right, Kind::boolean))
      return cel_error(fmt::format("'{}' needs true or false", node.text));
    return cel_boolean(!deciding);
  }

  CelValue binary(const CelNode& node) {
    const std::string& word = node.text;
    if (word == "&&" || word == "||") return both(node, word == "||");
    const CelValue left = run(node.parts[0]);
    if (is_void(left)) return left;
    const CelValue right = run(node.parts[1]);
    if (is_void(right)) return right;
    if (word == "in") return contains(right, left);
    if (word == "==" || word == "!=") {
      const auto same = are_equal(left, right, budget_);
      return same ? cel_boolean(*same == (word == "==")) : cel_unknown();
    }
    if (word[0] == '<' || word[0] == '>') {
      const auto order = order_of(left, right);
      if (!order) return cel_error(fmt::format("'{}' needs two numbers or two strings", word));
      return cel_boolean((word[0] == '<' ? *order < 0 : *order > 0) || (word.size() == 2 && *order == 0));
    }
    if (word == "+" && is_list(left) && is_list(right)) return joined(left, right);
    return cel_arithmetic(word[0], left, right);
  }

  CelValue contains(const CelValue& all, const CelValue& one) {
    if (is_map(all)) {
      const CelValue item = select(all, one);
      return is(item, Kind::unknown) ? item : cel_boolean(!is_absent(item));
    }
    if (!is_list(all)) return cel_error("'in' needs a list or a mapping behind it");
    const auto there = is_among(*items_of(all, budget_), one, budget_);
    return there ? cel_boolean(*there) : cel_unknown();
  }

  CelValue joined(const CelValue& left, const CelValue& right) {
    std::vector<CelValue> items = *items_of(left, budget_);
    const std::vector<CelValue> others = *items_of(right, budget_);
    items.insert(items.end(), others.begin(), others.end());
    return cel_list(std::move(items));
  }

  CelValue call(const CelNode& node) {
    std::vector<CelValue> args;
    for (const CelNode& part : node.parts) {
      args.push_back(run(part));
      if (is_void(args.back())) return args.back();
    }
    return call_cel_function(*node.function, args, budget_);
  }

  CelValue macro(const CelNode& node) {
    const CelValue over = run(node.parts[0]);
    if (is_void(over)) return over;
    if (node.text.starts_with("opt")) return of_optional(node, over);
    const auto items = items_of(over, budget_);
    if (!items) return cel_error(fmt::format("'{}' needs a list or a mapping before it", node.text));
    if (node.text == "map" || node.text == "filter") return picked(node, *items);
    return judged(node, over, *items);
  }

  CelValue with_item(const std::string& name, const CelValue& item, const CelNode& body) {
    items_.emplace_back(name, item);
    CelValue value = run(body);
    items_.pop_back();
    return value;
  }

  CelValue of_optional(const CelNode& node, const CelValue& over) {
    if (!is(over, Kind::optional)) return cel_error(fmt::format("'{}' needs an optional before it", node.text));
    if (over.items.empty()) return over;
    CelValue value = with_item(node.names[0], over.items[0], node.parts[1]);
    return is_void(value) || node.text == "optFlatMap" ? value : cel_optional({std::move(value)});
  }

  // map(x, value), map(x, condition, value), filter(x, condition)
  CelValue picked(const CelNode& node, const std::vector<CelValue>& items) {
    const bool filters = node.text == "filter" || node.parts.size() > 2;
    CelValue made{.kind = Kind::list};
    for (const CelValue& each : items) {
      CelValue value = with_item(node.names[0], each, node.parts[1]);
      if (is_void(value)) return value;
      if (filters) {
        if (!is(value, Kind::boolean)) return needs_boolean(node);
        if (!value.boolean) continue;
        value = node.text == "filter" ? each : with_item(node.names[0], each, node.parts[2]);
        if (is_void(value)) return value;
      }
      made.items.push_back(std::move(value));
    }
    return made;
  }

  CelValue judged(const CelNode& node, const CelValue& over, const std::vector<CelValue>& items) {
    const bool all = node.text == "all", exists = node.text == "exists";
    CelValue doubt;
    size_t hits = 0;
    for (size_t i = 0; i < items.size(); ++i) {
      const CelValue value = judged_item(node, over, items, i);
      if (is(value, Kind::boolean) && value.boolean != all && (all || exists)) return value;
      if (is_void(value)) {
        if (!is(doubt, Kind::unknown)) doubt = value;
      } else if (!is(value, Kind::boolean)) {
        return needs_boolean(node);
      }
      hits += is(value, Kind::boolean) && value.boolean ? 1 : 0;
    }
    if (is_void(doubt)) return doubt;
    return cel_boolean(all || (!exists && hits == 1));
  }
  CelValue judged_item(const CelNode& node, const CelValue& over, const std::vector<CelValue>& items, size_t i) {
    if (node.names.size() == 1) return with_item(node.names[0], items[i], node.parts[1]);
    const bool map = is_map(over);
    items_.emplace_back(node.names[0], map ? items[i] : cel_integer(static_cast<int64_t>(i)));
    CelValue value = with_item(node.names[1], map ? select(over, items[i]) : items[i], node.parts[1]);
    items_.pop_back();
    return value;
  }

  static CelValue needs_boolean(const CelNode& node) {
    return cel_error(fmt::format("'{}' needs true or false for each item", node.text));
  }

  const CelInput& input_;
  std::vector<std::pair<std::string, CelValue>> items_;  // that the macros around are at
  std::vector<std::optional<CelValue>> named_;
  size_t named_before_ = input_.named.size();  // those behind are not defined yet
  int depth_ = 0;
  CelBudget& budget_;
};

}  // namespace

CelValue evaluate_cel(const CelExpression& expression, const CelInput& input, CelBudget& budget) {
  return Evaluation(input, budget).run(expression.root);
}

}  // namespace plimsoll::kubernetes
