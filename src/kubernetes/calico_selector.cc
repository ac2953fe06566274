#include "kubernetes/calico_selector.h"

#include <algorithm>
#include <utility>

namespace plimsoll::kubernetes {
namespace {

using Test = Selector::Requirement::Test;
using Alternatives = std::vector<Selector>;

constexpr size_t kLongestText = 4096;
constexpr size_t kMostAlternatives = 32;
constexpr int kDeepest = 32;

Test opposite_of(Test test) {
  switch (test) {
    case Test::in:
      return Test::not_in;
    case Test::not_in:
      return Test::in;
    case Test::exists:
      return Test::missing;
    case Test::missing:
      break;
  }
  return Test::exists;
}

// The text is taken from the front. A negation is carried down to the comparisons, so that the outcome has none.
class CalicoParser {
 public:
  explicit CalicoParser(std::string_view text) : rest_(text) {}

  std::optional<Alternatives> run() {
    auto found = disjunction(false, 0);
    skip_blanks();
    if (!rest_.empty()) return std::nullopt;
    return found;
  }

 private:
  std::optional<Alternatives> disjunction(bool negated, int depth) {
    auto found = conjunction(negated, depth);
    while (found && take("||")) found = join(found, conjunction(negated, depth), !negated);
    return found;
  }

  std::optional<Alternatives> conjunction(bool negated, int depth) {
    auto found = operation(negated, depth);
    while (found && take("&&")) found = join(found, operation(negated, depth), negated);
    return found;
  }

  // Of two: any of both, or each of the one together with each of the other.
  static std::optional<Alternatives> join(const std::optional<Alternatives>& left,
                                          const std::optional<Alternatives>& right, bool any) {
    if (!left || !right) return std::nullopt;
    if ((any ? left->size() + right->size() : left->size() * right->size()) > kMostAlternatives) return std::nullopt;
    Alternatives joined;
    if (any) {
      joined = *left;
      joined.insert(joined.end(), right->begin(), right->end());
      return joined;
    }
    for (const Selector& one : *left) {
      for (const Selector& other : *right) {
        Selector& both = joined.emplace_back(one);
        both.requirements.insert(both.requirements.end(), other.requirements.begin(), other.requirements.end());
      }
    }
    return joined;
  }

  std::optional<Alternatives> operation(bool negated, int depth) {
    while (take("!")) negated = !negated;
    if (take("(")) {
      if (depth == kDeepest) return std::nullopt;
      auto found = disjunction(negated, depth + 1);
      return take(")") ? found : std::nullopt;
    }
    if (take("all(")) return take(")") ? constant(!negated) : std::nullopt;
    // What is in no namespace, so no pod.
    if (take("global(")) return take(")") ? constant(negated) : std::nullopt;
    if (take("has(")) {
      const std::string_view key = take_label();
      return take(")") ? comparison(Test::exists, key, {}, negated) : std::nullopt;
    }
    const std::string_view key = take_label();
    if (take("==")) return compared(Test::in, key, negated);
    if (take("!=")) return compared(Test::not_in, key, negated);
    const Test test = take("not") ? Test::not_in : Test::in;
    if (!take("in") || !take("{")) return std::nullopt;
    std::vector<std::string> values;
    while (!take("}")) {
      auto value = take_string();
      if (!value) return std::nullopt;
      values.push_back(*std::move(value));
      take(",");
    }
    return comparison(test, key, std::move(values), negated);
  }

  std::optional<Alternatives> compared(Test test, std::string_view key, bool negated) {
    auto value = take_string();
    if (!value) return std::nullopt;
    return comparison(test, key, {*std::move(value)}, negated);
  }

  static std::optional<Alternatives> constant(bool holds) { return Alternatives(holds ? 1 : 0); }

  static std::optional<Alternatives> comparison(Test test, std::string_view key, std::vector<std::string> values,
                                                bool negated) {
    if (key.empty()) return std::nullopt;
    Selector selector;
    selector.requirements.push_back({negated ? opposite_of(test) : test, std::string(key), std::move(values)});
    return Alternatives{std::move(selector)};
  }

  void skip_blanks() { rest_.remove_prefix(std::min(rest_.find_first_not_of(" \t\r\n"), rest_.size())); }

  bool take(std::string_view token) {
    skip_blanks();
    if (!rest_.starts_with(token)) return false;
    rest_.remove_prefix(token.size());
    return true;
  }

  std::string_view take_label() {
    skip_blanks();
    const auto in_label = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
             c == '/' || c == '-';
    };
    const auto end = std::find_if_not(rest_.begin(), rest_.end(), in_label);
    const std::string_view label = rest_.substr(0, static_cast<size_t>(end - rest_.begin()));
    rest_.remove_prefix(label.size());
    return label;
  }

  std::optional<std::string> take_string() {
    skip_blanks();
    if (rest_.empty() || (rest_.front() != '\'' && rest_.front() != '"')) return std::nullopt;
    const size_t end = rest_.find(rest_.front(), 1);
    if (end == rest_.npos) return std::nullopt;
    std::string text(rest_.substr(1, end - 1));
    rest_.remove_prefix(end + 1);
    return text;
  }

  std::string_view rest_;
};

}  // namespace

std::optional<std::vector<Selector>> calico_selector(std::string_view text) {
  if (text.find_first_not_of(" \t\r\n") == text.npos) return Alternatives{Selector()};
  if (text.size() > kLongestText) return std::nullopt;
  return CalicoParser(text).run();
}

}  // namespace plimsoll::kubernetes
