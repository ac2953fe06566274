#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "kubernetes/cel.h"
#include "pattern.h"

namespace plimsoll::kubernetes {
namespace {

using Kind = CelValue::Kind;

constexpr std::string_view kAbsent = "there is no ";
constexpr int kMostSteps = 20'000;

CelValue error(std::string text) { return {.kind = Kind::error, .text = std::move(text)}; }
CelValue boolean(bool value) { return {.kind = Kind::boolean, .boolean = value}; }
CelValue integer(int64_t value) { return {.kind = Kind::integer, .integer = value}; }
CelValue string(std::string value) { return {.kind = Kind::string, .text = std::move(value)}; }

bool is_void(const CelValue& value) { return value.kind == Kind::unknown || value.kind == Kind::error; }
bool is_numeric(const CelValue& value) { return value.kind == Kind::integer || value.kind == Kind::number; }
double number_of(const CelValue& value) {
  return value.kind == Kind::integer ? static_cast<double>(value.integer) : value.number;
}

CelValue from_yaml(const Value& value) {
  if (value.templated()) return {.kind = Kind::unknown};
  if (value.missing()) return {};
  if (value.is_map() || value.is_list()) return {.kind = Kind::yaml, .yaml = value};
  if (const auto known = value.boolean()) return boolean(*known);
  if (const auto known = value.integer()) return integer(*known);
  const std::string_view text = value.string();
  double number = 0;
  if (value.is_number() && std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc())
    return {.kind = Kind::number, .number = number};
  return string(std::string(text));
}

// What copying it costs.
int64_t weight_of(const CelValue& value) {
  int64_t weight = static_cast<int64_t>(value.text.size() / 256 + value.items.size());
  for (const CelValue& item : value.items) weight += weight_of(item);
  return weight;
}

class Evaluation {
 public:
  explicit Evaluation(const Value& object) { variables_.emplace_back("object", from_yaml(object)); }

  CelValue run(const CelNode& node) {
    if (++steps_ > kMostSteps) return error("takes too many steps");
    CelValue value = compute(node);
    steps_ += weight_of(value);
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
        return field(run(node.parts[0]), node.text);
      case CelNode::Kind::index:
        return item(run(node.parts[0]), run(node.parts[1]));
      case CelNode::Kind::call:
        return call(node);
      case CelNode::Kind::list:
        return list(node);
      case CelNode::Kind::not_: {
        CelValue value = run(node.parts[0]);
        if (is_void(value)) return value;
        return value.kind == Kind::boolean ? boolean(!value.boolean) : error("'!' needs true or false");
      }
      case CelNode::Kind::minus:
        return arithmetic("-", integer(0), run(node.parts[0]));
      case CelNode::Kind::binary:
        return binary(node);
      case CelNode::Kind::choice: {
        CelValue which = run(node.parts[0]);
        if (is_void(which)) return which;
        if (which.kind != Kind::boolean) return error("'?' needs true or false before it");
        return run(node.parts[which.boolean ? 1 : 2]);
      }
    }
    return {};
  }

  CelValue variable(const std::string& name) const {
    const auto found =
        std::find_if(variables_.rbegin(), variables_.rend(), [&](const auto& each) { return each.first == name; });
    return found == variables_.rend() ? error(fmt::format("'{}' is not known", name)) : found->second;
  }

  static CelValue field(const CelValue& of, const std::string& name) {
    if (is_void(of)) return of;
    if (of.kind != Kind::yaml || !of.yaml.is_map()) return error(fmt::format("{}'{}'", kAbsent, name));
    const Value value = of.yaml[name];
    if (!value.exists() && value.missing()) return error(fmt::format("{}'{}'", kAbsent, name));
    return from_yaml(value);
  }

  CelValue item(const CelValue& of, const CelValue& key) {
    if (is_void(of)) return of;
    if (is_void(key)) return key;
    if (key.kind == Kind::string) return field(of, key.text);
    const auto items = items_of(of);
    if (!items || key.kind != Kind::integer) return error("'[]' needs a list and a number, or a mapping and a name");
    const bool inside = key.integer >= 0 && key.integer < static_cast<int64_t>(items->size());
    return inside ? (*items)[static_cast<size_t>(key.integer)] : error(fmt::format("{}item {}", kAbsent, key.integer));
  }

  // The items of a list, the keys of a mapping.
  std::optional<std::vector<CelValue>> items_of(const CelValue& of) {
    if (of.kind == Kind::list) return of.items;
    if (of.kind != Kind::yaml) return std::nullopt;
    std::vector<CelValue> items;
    for (const Value& each : of.yaml.items()) items.push_back(from_yaml(each));
    for (const auto& entry : of.yaml.entries()) items.push_back(string(std::string(entry.first.string())));
    for (const CelValue& each : items) steps_ += 1 + weight_of(each);
    return items;
  }

  CelValue list(const CelNode& node) {
    CelValue made{.kind = Kind::list};
    for (const CelNode& part : node.parts) {
      made.items.push_back(run(part));
      if (is_void(made.items.back())) return made.items.back();
    }
    return made;
  }

  // What decides wins over what is not known, and that over an error.
  CelValue both(const CelNode& node, bool deciding) {
    CelValue left = run(node.parts[0]);
    if (left.kind == Kind::boolean && left.boolean == deciding) return left;
    CelValue right = run(node.parts[1]);
    if (right.kind == Kind::boolean && right.boolean == deciding) return right;
    for (CelValue* side : {&left, &right})
      if (side->kind == Kind::unknown) return std::move(*side);
    for (CelValue* side : {&left, &right})
      if (side->kind == Kind::error) return std::move(*side);
    if (left.kind != Kind::boolean || right.kind != Kind::boolean)
      return error(fmt::format("'{}' needs true or false", node.text));
    return boolean(!deciding);
  }

  CelValue binary(const CelNode& node) {
    if (node.text == "&&" || node.text == "||") return both(node, node.text == "||");
    CelValue left = run(node.parts[0]);
    if (is_void(left)) return left;
    CelValue right = run(node.parts[1]);
    if (is_void(right)) return right;
    if (node.text == "==" || node.text == "!=") {
      const auto same = equal(left, right);
      return same ? boolean(*same == (node.text == "==")) : CelValue{.kind = Kind::unknown};
    }
    if (node.text == "in") return contains(right, left);
    if (node.text == "<" || node.text == "<=" || node.text == ">" || node.text == ">=")
      return compare(node.text, left, right);
    return arithmetic(node.text, left, right);
  }

  std::optional<bool> equal(const CelValue& left, const CelValue& right) {
    if (is_void(left) || is_void(right) || ++steps_ > kMostSteps) return std::nullopt;
    if (is_numeric(left) && is_numeric(right)) {
      if (left.kind == Kind::integer && right.kind == Kind::integer) return left.integer == right.integer;
      return number_of(left) == number_of(right);
    }
    const auto ours = items_of(left), theirs = items_of(right);
    if (ours && theirs) {
      const bool map = left.kind == Kind::yaml && left.yaml.is_map();
      if (map != (right.kind == Kind::yaml && right.yaml.is_map()) || ours->size() != theirs->size()) return false;
      for (size_t i = 0; i < ours->size(); ++i) {
        const CelValue& key = (*ours)[i];
        const auto same =
            map ? equal(field(left, key.text), or_null(field(right, key.text))) : equal(key, (*theirs)[i]);
        if (!same || !*same) return same;
      }
      return true;
    }
    if (left.kind != right.kind) return false;
    return left.boolean == right.boolean && left.text == right.text;
  }
  static CelValue or_null(CelValue value) { return value.kind == Kind::error ? CelValue() : std::move(value); }

  CelValue contains(const CelValue& all, const CelValue& one) {
    const auto items = items_of(all);
    if (!items) return error("'in' needs a list or a mapping behind it");
    bool known = true;
    for (const CelValue& each : *items) {
      const auto same = equal(each, one);
      if (same == true) return boolean(true);
      known &= same.has_value();
    }
    return known ? boolean(false) : CelValue{.kind = Kind::unknown};
  }

  static CelValue compare(const std::string& word, const CelValue& left, const CelValue& right) {
    int order = 0;
    if (left.kind == Kind::integer && right.kind == Kind::integer) {
      order = left.integer < right.integer ? -1 : left.integer > right.integer;
    } else if (is_numeric(left) && is_numeric(right)) {
      order = number_of(left) < number_of(right) ? -1 : number_of(left) > number_of(right);
    } else if (left.kind == Kind::string && right.kind == Kind::string) {
      order = left.text.compare(right.text);
    } else {
      return error(fmt::format("'{}' needs two numbers or two strings", word));
    }
    if (word == "<") return boolean(order < 0);
    if (word == "<=") return boolean(order <= 0);
    return boolean(word == ">" ? order > 0 : order >= 0);
  }

  CelValue arithmetic(const std::string& word, const CelValue& left, const CelValue& right) {
    if (is_void(left)) return left;
    if (is_void(right)) return right;
    if (word == "+" && left.kind == Kind::string && right.kind == Kind::string) return string(left.text + right.text);
    if (!is_numeric(left) || !is_numeric(right)) return error(fmt::format("'{}' needs two numbers", word));
    if (left.kind == Kind::integer && right.kind == Kind::integer) return whole(word[0], left.integer, right.integer);
    const double a = number_of(left), b = number_of(right);
    const double result = word == "+"   ? a + b
                          : word == "-" ? a - b
                          : word == "*" ? a * b
                          : word == "/" ? a / b
                                        : std::fmod(a, b);
    return {.kind = Kind::number, .number = result};
  }
  static CelValue whole(char word, int64_t a, int64_t b) {
    int64_t result = 0;
    const bool divides = word == '/' || word == '%';
    if (divides && (b == 0 || (a == std::numeric_limits<int64_t>::min() && b == -1)))
      return error("a number is divided by zero");
    const bool overflow = word == '+'   ? __builtin_add_overflow(a, b, &result)
                          : word == '-' ? __builtin_sub_overflow(a, b, &result)
                          : word == '*' ? __builtin_mul_overflow(a, b, &result)
                                        : false;
    if (overflow) return error("a number is too large");
    if (divides) result = word == '/' ? a / b : a % b;
    return integer(result);
  }

  CelValue call(const CelNode& node) {
    const std::string& name = node.text;
    if (node.method && node.parts.size() == 3 && node.parts[1].kind == CelNode::Kind::name) return macro(node);
    if (!node.method && node.parts.size() == 1) {
      CelValue value = run(node.parts[0]);
      if (name == "has") return has(value);
      return is_void(value) ? value : function(name, value);
    }
    if (node.method && node.parts.size() == 1 && (name == "size" || name == "join" || changes_text(name))) {
      CelValue value = run(node.parts[0]);
      return is_void(value) ? value : function(name, value);
    }
    if (!node.method || node.parts.size() != 2)
      return error(fmt::format("'{}' is no function, or needs other arguments", name));
    CelValue text = run(node.parts[0]), part = run(node.parts[1]);
    if (is_void(text)) return text;
    if (is_void(part)) return part;
    if (name == "join" && part.kind == Kind::string) return join(text, part.text);
    if (text.kind != Kind::string || part.kind != Kind::string) return error(fmt::format("'{}' needs strings", name));
    steps_ += static_cast<int64_t>(text.text.size() / 256 * (part.text.size() / 16 + 1));
    if (name == "startsWith") return boolean(text.text.starts_with(part.text));
    if (name == "endsWith") return boolean(text.text.ends_with(part.text));
    if (name == "contains") return boolean(text.text.find(part.text) != std::string::npos);
    if (name == "split") return split(text.text, part.text);
    if (name == "matches" && node.parts[1].kind == CelNode::Kind::literal)
      return boolean(is_found(part.text, text.text));
    if (name == "matches") return error("the pattern of 'matches' must be written out");
    return error(fmt::format("'{}' is no function", name));
  }

  static CelValue has(CelValue value) {
    if (value.kind == Kind::unknown) return value;
    if (value.kind == Kind::error && !value.text.starts_with(kAbsent)) return value;
    return boolean(value.kind != Kind::error && value.kind != Kind::null);
  }

  CelValue join(const CelValue& list, const std::string& between) {
    const auto items = items_of(list);
    if (!items) return error("'join' needs a list");
    std::string joined;
    for (const CelValue& each : *items) {
      if (each.kind == Kind::unknown) return each;
      if (each.kind != Kind::string) return error("'join' needs a list of strings");
      steps_ += 1 + static_cast<int64_t>(between.size() / 256);
      if (steps_ > kMostSteps) return error("takes too many steps");
      if (&each != &items->front()) joined += between;
      joined += each.text;
    }
    return string(std::move(joined));
  }

  CelValue split(const std::string& text, const std::string& separator) {
    if (separator.empty()) return error("'split' needs something to split at");
    CelValue made{.kind = Kind::list};
    for (size_t begin = 0, end = 0; end != text.npos; begin = end + separator.size()) {
      if (++steps_ > kMostSteps) return error("takes too many steps");
      end = text.find(separator, begin);
      made.items.push_back(string(text.substr(begin, end - begin)));
    }
    return made;
  }

  static bool changes_text(std::string_view name) {
    return name == "lowerAscii" || name == "upperAscii" || name == "trim";
  }
  static CelValue changed_text(std::string_view name, std::string text) {
    if (name == "trim") {
      const size_t begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
      return string(text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin));
    }
    const char first = name == "lowerAscii" ? 'A' : 'a';
    for (char& c : text) c = static_cast<char>(c >= first && c < first + 26 ? c ^ ('a' ^ 'A') : c);
    return string(std::move(text));
  }

  CelValue function(const std::string& name, const CelValue& value) {
    if (name == "dyn") return value;
    if (name == "join") return join(value, "");
    if (changes_text(name) && value.kind == Kind::string) return changed_text(name, value.text);
    if (name == "size") {
      if (value.kind == Kind::string) return integer(static_cast<int64_t>(value.text.size()));
      const auto items = items_of(value);
      return items ? integer(static_cast<int64_t>(items->size())) : error("'size' needs a string, a list or a mapping");
    }
    if (name == "string") {
      if (value.kind == Kind::string) return value;
      if (value.kind == Kind::integer) return string(std::to_string(value.integer));
      if (value.kind == Kind::number) return string(fmt::format("{}", value.number));
      if (value.kind == Kind::boolean) return string(value.boolean ? "true" : "false");
    }
    if (name == "int") {
      if (value.kind == Kind::integer) return value;
      int64_t number = 0;
      const char* const end = value.text.data() + value.text.size();
      const auto [rest, failed] = std::from_chars(value.text.data(), end, number);
      if (value.kind == Kind::string && failed == std::errc() && rest == end) return integer(number);
    }
    return error(fmt::format("'{}' does not fit what it is called with", name));
  }

  CelValue macro(const CelNode& node) {
    CelValue over = run(node.parts[0]);
    if (is_void(over)) return over;
    const auto items = items_of(over);
    if (!items) return error(fmt::format("'{}' needs a list or a mapping before it", node.text));
    const bool all = node.text == "all", one = node.text == "exists_one", collects = node.text == "map";
    if (!all && !one && !collects && node.text != "exists" && node.text != "filter")
      return error(fmt::format("'{}' is no function", node.text));
    CelValue made{.kind = Kind::list}, doubt;
    size_t hits = 0;
    for (const CelValue& each : *items) {
      variables_.emplace_back(node.parts[1].text, each);
      CelValue value = run(node.parts[2]);
      variables_.pop_back();
      const bool decides = value.kind == Kind::boolean && value.boolean != all;
      if (decides && (all || node.text == "exists")) return boolean(!all);
      if (is_void(value)) {
        if (doubt.kind != Kind::unknown) doubt = std::move(value);
      } else if (collects) {
        made.items.push_back(std::move(value));
      } else if (value.kind != Kind::boolean) {
        return error(fmt::format("'{}' needs true or false for each item", node.text));
      } else if (value.boolean) {
        ++hits;
        if (!all && !one) made.items.push_back(each);
      }
    }
    if (is_void(doubt)) return doubt;
    if (collects || node.text == "filter") return made;
    return boolean(one ? hits == 1 : all);
  }

  std::vector<std::pair<std::string, CelValue>> variables_;
  int64_t steps_ = 0;
};

}  // namespace

CelValue evaluate_cel(const CelExpression& expression, const Value& object) {
  return Evaluation(object).run(expression.root);
}

}  // namespace plimsoll::kubernetes
