#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <initializer_list>
#include <utility>

#include "kubernetes/cel.h"

namespace plimsoll::kubernetes {
namespace {

constexpr size_t kLongest = 4000;
constexpr int kDeepest = 100;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_part(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c); }

CelNode node(CelNode::Kind kind, std::string text, std::vector<CelNode> parts = {}) {
  CelNode made{.kind = kind, .text = std::move(text), .parts = std::move(parts)};
  for (const CelNode& part : made.parts) made.depth = std::max(made.depth, part.depth + 1);
  return made;
}

// By descent, one function for each level of binding. After a problem all that follows is void.
class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  CelExpression run() {
    if (text_.size() > kLongest) fail(fmt::format("is longer than {} characters", kLongest));
    CelExpression result{.root = choice()};
    skip();
    if (rest().starts_with("//")) {
      const size_t begin = std::min(text_.find_first_not_of(" /", at_), text_.size());
      result.comment = text_.substr(begin, text_.find('\n', begin) - begin);
      at_ = std::min(text_.find('\n', begin), text_.size());
      skip();
    }
    if (at_ < text_.size()) fail(fmt::format("has '{}' where it should end", beginning_of(rest(), 12)));
    result.problem = problem_;
    return result;
  }

 private:
  std::string_view rest() const { return text_.substr(std::min(at_, text_.size())); }
  void skip() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }
  void fail(std::string problem) {
    if (problem_.empty()) problem_ = std::move(problem);
    at_ = text_.size();
  }
  // Takes the first of them that comes next; the longer ones come first in the list.
  std::string_view take(std::initializer_list<std::string_view> words) {
    skip();
    for (const std::string_view word : words) {
      if (!rest().starts_with(word)) continue;
      const bool is_word = is_name_part(word.front());
      if (is_word && rest().size() > word.size() && is_name_part(rest()[word.size()])) continue;
      if (word == "/" && rest().starts_with("//")) continue;
      at_ += word.size();
      return word;
    }
    return {};
  }
  void want(std::string_view word) {
    if (take({word}).empty()) fail(fmt::format("lacks a '{}'", word));
  }
  CelNode checked(CelNode made) {
    if (made.depth > kDeepest) fail("is too deeply nested");
    return problem_.empty() ? std::move(made) : CelNode();
  }

  CelNode choice() {
    if (++open_ > kDeepest) fail("is too deeply nested");
    CelNode left = binary(0);
    if (!take({"?"}).empty()) {
      std::vector<CelNode> parts;
      parts.push_back(std::move(left));
      parts.push_back(choice());
      want(":");
      parts.push_back(choice());
      left = node(CelNode::Kind::choice, "?", std::move(parts));
    }
    --open_;
    return checked(std::move(left));
  }

  std::string_view operator_of(int level) {
    switch (level) {
      case 0:
        return take({"||"});
      case 1:
        return take({"&&"});
      case 2:
        return take({"==", "!=", "<=", ">=", "<", ">", "in"});
      case 3:
        return take({"+", "-"});
      default:
        return take({"*", "/", "%"});
    }
  }
  CelNode binary(int level) {
    constexpr int levels = 5;
    if (level == levels) return unary();
    CelNode left = binary(level + 1);
    for (std::string_view word = operator_of(level); !word.empty(); word = operator_of(level)) {
      std::vector<CelNode> parts;
      parts.push_back(std::move(left));
      parts.push_back(binary(level + 1));
      left = checked(node(CelNode::Kind::binary, std::string(word), std::move(parts)));
    }
    return left;
  }

  CelNode unary() {
    const std::string_view word = take({"!", "-"});
    if (word.empty()) return member();
    if (++open_ > kDeepest) fail("is too deeply nested");
    std::vector<CelNode> parts;
    parts.push_back(unary());
    --open_;
    return checked(node(word == "!" ? CelNode::Kind::not_ : CelNode::Kind::minus, std::string(word), std::move(parts)));
  }

  CelNode member() {
    CelNode left = primary();
    while (problem_.empty()) {
      std::vector<CelNode> parts;
      if (!take({"."}).empty()) {
        skip();
        const std::string name = this->name();
        if (name.empty()) fail("lacks a name behind a '.'");
        parts.push_back(std::move(left));
        const bool method = !take({"("}).empty();
        if (method) add_list(parts, ")");
        left = checked(node(method ? CelNode::Kind::call : CelNode::Kind::member, name, std::move(parts)));
        left.method = method;
      } else if (!take({"["}).empty()) {
        parts.push_back(std::move(left));
        parts.push_back(choice());
        want("]");
        left = checked(node(CelNode::Kind::index, "[", std::move(parts)));
      } else {
        break;
      }
    }
    return left;
  }

  CelNode primary() {
    skip();
    if (!take({"("}).empty()) {
      CelNode inner = choice();
      want(")");
      return inner;
    }
    std::vector<CelNode> parts;
    if (!take({"["}).empty()) {
      add_list(parts, "]");
      return checked(node(CelNode::Kind::list, "[", std::move(parts)));
    }
    const char c = rest().empty() ? '\0' : rest().front();
    if (c == '"' || c == '\'' || rest().starts_with("r\"") || rest().starts_with("r'")) return string_literal();
    if (is_digit(c)) return number_literal();
    const std::string word = name();
    if (word.empty()) {
      fail(rest().empty() ? "ends too early"
                          : fmt::format("has '{}' where a value should stand", beginning_of(rest(), 12)));
      return {};
    }
    if (word == "null") return {};
    if (word == "true" || word == "false")
      return CelNode{.literal = {.kind = CelValue::Kind::boolean, .boolean = word == "true"}};
    if (take({"("}).empty()) return node(CelNode::Kind::name, word);
    add_list(parts, ")");
    return checked(node(CelNode::Kind::call, word, std::move(parts)));
  }

  std::string name() {
    const size_t begin = at_;
    while (at_ < text_.size() && is_name_part(text_[at_])) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  void add_list(std::vector<CelNode>& parts, std::string_view end) {
    if (!take({end}).empty()) return;
    do {
      parts.push_back(choice());
    } while (problem_.empty() && !take({","}).empty());
    want(end);
  }

  CelNode string_literal() {
    const bool raw = text_[at_] == 'r';
    at_ += raw ? 1 : 0;
    const char quote = text_[at_++];
    std::string value;
    for (; at_ < text_.size() && text_[at_] != quote; ++at_) {
      if (raw || text_[at_] != '\\' || at_ + 1 == text_.size()) {
        value += text_[at_];
        continue;
      }
      const char escaped = text_[++at_];
      value += escaped == 'n' ? '\n' : escaped == 't' ? '\t' : escaped == 'r' ? '\r' : escaped;
    }
    if (at_ >= text_.size()) fail(fmt::format("lacks a closing {}", quote));
    ++at_;
    return CelNode{.literal = {.kind = CelValue::Kind::string, .text = std::move(value)}};
  }

  CelNode number_literal() {
    const char* const begin = text_.data() + at_;
    const char* const last = text_.data() + text_.size();
    CelValue value{.kind = CelValue::Kind::integer};
    const bool hex = rest().starts_with("0x") || rest().starts_with("0X");
    auto [end, error] = std::from_chars(begin + (hex ? 2 : 0), last, value.integer, hex ? 16 : 10);
    if (!hex && end != last && (*end == '.' || *end == 'e')) {
      value.kind = CelValue::Kind::number;
      const auto fraction = std::from_chars(begin, last, value.number);
      end = fraction.ptr;
      error = fraction.ec;
    }
    if (error == std::errc::invalid_argument) fail("has a number without digits");
    if (error != std::errc()) fail("has a number that is too large");
    // Unsigned numbers are not told apart from the others.
    if (value.kind == CelValue::Kind::integer && end != last && (*end == 'u' || *end == 'U')) ++end;
    at_ = std::max(at_, static_cast<size_t>(end - text_.data()));
    return CelNode{.literal = std::move(value)};
  }

  std::string_view text_;
  size_t at_ = 0;
  int open_ = 0;
  std::string problem_;
};

}  // namespace

std::string_view beginning_of(std::string_view text, size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (text[most] & 0xC0) == 0x80) --most;
  return text.substr(0, most);
}

CelExpression parse_cel(std::string_view text) { return Parser(text).run(); }

}  // namespace plimsoll::kubernetes
