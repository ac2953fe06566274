#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <utility>

#include "kubernetes/cel_functions.h"
#include "kubernetes/cel_literals.h"
#include "option_problem.h"
#include "utf8.h"

namespace plimsoll::kubernetes {
namespace {

constexpr size_t kLongest = 4000;
constexpr int kDeepest = 100;

constexpr std::string_view kBlank = " \t\r\n";
// Of ValidatingAdmissionPolicy, of x-kubernetes-validations, and of kube-linter.
constexpr std::string_view kVariables[] = {"object",          "self",       "subject",   "objects",
                                           "oldObject",       "oldSelf",    "variables", "request",
                                           "namespaceObject", "authorizer", "params"};
constexpr std::string_view kTypes[] = {"bool", "bytes",  "double", "duration",  "int",       "list",
                                       "map",  "string", "type",   "null_type", "timestamp", "uint"};
constexpr std::string_view kMacros[] = {"all",    "exists", "exists_one", "existsOne",
                                        "filter", "map",    "optMap",     "optFlatMap"};
constexpr std::string_view kNamespaces[] = {"optional", "sets"};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_part(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c); }

template <class Words>
bool is_one_of(std::string_view word, const Words& words) {
  return std::find(std::begin(words), std::end(words), word) != std::end(words);
}

// Fields that are no names of the language are written with such signs: "app__dot__kubernetes__dot__io__slash__name".
std::string without_escapes(std::string name) {
  constexpr std::pair<std::string_view, std::string_view> signs[] = {
      {"__dot__", "."}, {"__dash__", "-"}, {"__slash__", "/"}, {"__underscores__", "__"}};
  if (name.size() > 4 && name.starts_with("__") && name.find("__", 2) == name.size() - 2)
    return name.substr(2, name.size() - 4);  // a word that is reserved: "__namespace__"
  for (const auto& [sign, meant] : signs) {
    for (size_t at = name.find(sign); at != name.npos; at = name.find(sign, at + meant.size()))
      name.replace(at, sign.size(), meant);
  }
  return name;
}

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
    if (at_ < text_.size()) fail(fmt::format("has '{}' where it should end", beginning_of(rest(), 12)));
    if (text_.find_first_not_of(kBlank, comment_end_) == text_.npos) result.comment = std::move(comment_);
    result.uses_objects = uses_objects_;
    result.problem = std::move(problem_);
    return result;
  }

 private:
  std::string_view rest() const { return text_.substr(std::min(at_, text_.size())); }
  // Blanks and comments.
  void skip() {
    for (;;) {
      at_ = std::min(text_.find_first_not_of(kBlank, at_), text_.size());
      if (!rest().starts_with("//")) return;
      const size_t begin = std::min(text_.find_first_not_of(" /", at_), text_.size());
      at_ = comment_end_ = std::min(text_.find('\n', at_), text_.size());
      comment_ = text_.substr(std::min(begin, at_), at_ - std::min(begin, at_));
      comment_.erase(comment_.find_last_not_of(kBlank) + 1);
    }
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
      if (!take({"."}).empty()) {
        const bool optional = !take({"?"}).empty();
        const std::string name = field_name();
        const bool is_method = !optional && !take({"("}).empty();
        if (left.kind == CelNode::Kind::name && left.text == "authorizer") {
          std::vector<CelNode> asked;  // by functions of its own, and what it says is unknown
          if (is_method) add_list(asked, ")");
        } else if (is_method) {
          left = method(std::move(left), name);
        } else {
          std::vector<CelNode> parts;
          parts.push_back(std::move(left));
          left = checked(node(optional ? CelNode::Kind::optional_member : CelNode::Kind::member, without_escapes(name),
                              std::move(parts)));
        }
      } else if (!take({"["}).empty()) {
        const bool optional = !take({"?"}).empty();
        std::vector<CelNode> parts;
        parts.push_back(std::move(left));
        parts.push_back(choice());
        want("]");
        left = checked(node(optional ? CelNode::Kind::optional_index : CelNode::Kind::index, "[", std::move(parts)));
      } else {
        break;
      }
    }
    return left;
  }

  std::string field_name() {
    skip();
    if (rest().starts_with('`')) {
      const size_t end = std::min(text_.find('`', at_ + 1), text_.size());
      const std::string quoted(text_.substr(at_ + 1, end - at_ - 1));
      at_ = end + 1;
      return quoted;
    }
    std::string name = this->name();
    if (name.empty()) fail("lacks a name behind a '.'");
    return name;
  }

  // Behind the "(".
  CelNode method(CelNode on, const std::string& name) {
    if (is_one_of(name, kMacros)) return macro(std::move(on), name);
    if (on.kind == CelNode::Kind::namespace_) return call(on.text + "." + name, false, {});
    std::vector<CelNode> parts;
    parts.push_back(std::move(on));
    return call(name, true, std::move(parts));
  }

  CelNode call(const std::string& name, bool method, std::vector<CelNode> parts) {
    add_list(parts, ")");
    if (name == "has" && !method && parts.size() == 1) return checked(node(CelNode::Kind::has, name, std::move(parts)));
    const CelFunction* function = find_cel_function(name, method, parts.size());
    if (!function && is_cel_function(name)) fail(fmt::format("calls '{}' in a way in which it cannot be called", name));
    if (!function) fail(fmt::format("calls '{}', which is no function that is known here", name));
    if (name == "matches" && problem_.empty() && is(parts[1].literal, CelValue::Kind::string)) {
      const std::string told = pattern_problem(parts[1].literal.text);
      if (!told.empty()) fail(fmt::format("has '{}', which {}", beginning_of(parts[1].literal.text, 40), told));
    }
    CelNode made = checked(node(CelNode::Kind::call, name, std::move(parts)));
    made.function = function;
    return made;
  }

  // Of all, exists and exists_one there may be two names, for the number or key of the item and for the item.
  CelNode macro(CelNode over, const std::string& name) {
    std::vector<std::string> names;
    std::vector<CelNode> parts;
    parts.push_back(std::move(over));
    const bool may_have_two = name == "all" || name.starts_with("exists");
    do {
      skip();
      names.push_back(this->name());
      if (names.back().empty() || is_digit(names.back()[0])) fail(fmt::format("lacks a name behind '{}('", name));
      if (take({","}).empty()) fail(fmt::format("lacks what '{}' asks of each item", name));
    } while (problem_.empty() && may_have_two && names.size() == 1 && is_name_before_comma());
    scope_.insert(scope_.end(), names.begin(), names.end());
    parts.push_back(choice());
    if (name == "map" && !take({","}).empty()) parts.push_back(choice());
    want(")");
    scope_.resize(scope_.size() - names.size());
    CelNode made = checked(node(CelNode::Kind::macro, name, std::move(parts)));
    made.names = std::move(names);
    return made;
  }
  bool is_name_before_comma() {
    skip();
    size_t end = at_;
    while (end < text_.size() && is_name_part(text_[end])) ++end;
    end = text_.find_first_not_of(kBlank, end);
    return end != text_.npos && end > at_ && text_[end] == ',';
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
    if (!take({"{"}).empty()) {
      add_entries(parts);
      return checked(node(CelNode::Kind::map, "{", std::move(parts)));
    }
    if (is_cel_string(rest())) return literal(read_cel_string(rest()));
    if (is_cel_number(rest())) return literal(read_cel_number(rest()));
    const std::string word = name();
    if (word.empty()) {
      fail(rest().empty() ? "ends too early"
                          : fmt::format("has '{}' where a value should stand", beginning_of(rest(), 12)));
      return {};
    }
    if (word == "null") return {};
    if (word == "true" || word == "false") return CelNode{.literal = cel_boolean(word == "true")};
    if (!take({"("}).empty()) return call(word, false, {});
    return named(word);
  }

  CelNode named(const std::string& word) {
    if (is_one_of(word, scope_)) return node(CelNode::Kind::name, word);
    if (is_one_of(word, kNamespaces)) return node(CelNode::Kind::namespace_, word);
    if (is_one_of(word, kTypes)) return CelNode{.literal = cel_type(word)};
    if (!is_one_of(word, kVariables)) fail(fmt::format("names '{}', which is not known here", word));
    uses_objects_ |= word == "objects";
    return node(CelNode::Kind::name, word == "self" || word == "subject" ? "object" : word);
  }

  std::string name() {
    const size_t begin = at_;
    while (at_ < text_.size() && is_name_part(text_[at_])) ++at_;
    return std::string(text_.substr(begin, at_ - begin));
  }

  void add_list(std::vector<CelNode>& parts, std::string_view end) {
    while (problem_.empty() && take({end}).empty()) {
      parts.push_back(choice());
      if (take({","}).empty()) return want(end);
    }
  }
  // Of a map, keys and values by turns.
  void add_entries(std::vector<CelNode>& parts) {
    while (problem_.empty() && take({"}"}).empty()) {
      parts.push_back(choice());
      want(":");
      parts.push_back(choice());
      if (take({","}).empty()) return want("}");
    }
  }

  CelNode literal(CelLiteral read) {
    if (!read.problem.empty()) fail(std::move(read.problem));
    at_ += read.size;
    return CelNode{.literal = std::move(read.value)};
  }

  std::string_view text_;
  size_t at_ = 0;
  int open_ = 0;
  std::vector<std::string> scope_;  // names of items, of the macros around
  std::string comment_;             // the last one
  size_t comment_end_ = std::string::npos;
  bool uses_objects_ = false;
  std::string problem_;
};

}  // namespace

CelExpression parse_cel(std::string_view text) { return Parser(text).run(); }

}  // namespace plimsoll::kubernetes
