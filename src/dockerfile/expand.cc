#include "dockerfile/expand.h"

#include <algorithm>
#include <utility>

#include "dockerfile/pattern.h"
#include "dockerfile/text_pieces.h"

namespace plimsoll::dockerfile {
namespace {

constexpr int max_depth = 64;
constexpr size_t free_work = 16 * 1024;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_character(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || is_digit(c); }
bool is_special_parameter(char c) { return std::string_view("@*#?-$!").find(c) != std::string_view::npos; }

class Expander {
 public:
  Expander(std::string_view word, char escape, const Lookup* lookup, bool split = false)
      : word_(word), escape_(escape), lookup_(lookup), split_(split), work_left_(free_work + 4 * word.size()) {}

  Text run() {
    Text text = until('\0', false, 0);
    splitter_.end_word();
    if (given_up_) return Text{.value = std::string(word_), .known = false, .unknown = {}};
    finish(text);
    return text;
  }

  bool given_up() const { return given_up_; }
  std::vector<Text>& words() { return splitter_.words; }
  std::vector<Reference>& references() { return references_; }
  std::optional<Malformed>& malformed() { return malformed_; }

 private:
  bool at_end() const { return at_ >= word_.size() || given_up_; }
  char peek() const { return word_[at_]; }

  Text give_up() {
    given_up_ = true;
    return {};
  }
  Text fail(size_t offset, std::string reason) {
    malformed_ = Malformed{offset, std::move(reason)};
    return give_up();
  }
  bool spend(size_t work) {
    if (work > work_left_) {
      given_up_ = true;
      return false;
    }
    work_left_ -= work;
    return true;
  }

  bool is_plain(char c) const { return c != '$' && c != '\'' && c != '"' && c != escape_; }

  // Up to `stop`, which is taken too; '\0' stands for the end of the word, and only there are words split.
  Text until(char stop, bool raw_escapes, int depth) {
    Text text;
    size_t begin = at_;
    bool split = split_ && stop == '\0';
    while (!at_end()) {
      char c = peek();
      if (stop != '\0' && c == stop) {
        ++at_;
        return text;
      }
      if (c == '$') {
        Text part = dollar(depth);
        append(text, part);
        if (split) splitter_.add_unquoted(part);
      } else if (c == '\'' || c == '"') {
        Text part = c == '"' ? double_quoted(raw_escapes, depth) : single_quoted();
        append(text, part);
        if (split) append(splitter_.word, part);
      } else if (c == escape_) {
        if (raw_escapes) append(text, c);
        if (++at_ == word_.size()) break;
        append(text, peek());
        if (split) append(splitter_.word, peek());
        ++at_;
      } else {
        size_t end = at_ + 1;
        while (end < word_.size() && is_plain(word_[end]) && (stop == '\0' || word_[end] != stop)) ++end;
        std::string_view plain = word_.substr(at_, end - at_);
        text.value += plain;
        text.partly = true;
        if (split) splitter_.add(plain);
        at_ = end;
      }
    }
    if (stop != '\0' && !given_up_) return fail(begin, std::string("missing ") + stop);
    return text;
  }

  Text single_quoted() {
    size_t begin = at_++;
    size_t end = word_.find('\'', at_);
    if (end == std::string_view::npos) {
      at_ = word_.size();
      return fail(begin, "missing '");
    }
    Text text{.value = std::string(word_.substr(at_, end - at_)), .partly = end > at_, .unknown = {}};
    at_ = end + 1;
    return text;
  }

  Text double_quoted(bool raw_escapes, int depth) {
    size_t begin = at_++;
    Text text;
    while (!at_end()) {
      char c = peek();
      if (c == '"') {
        ++at_;
        return text;
      }
      if (c == '$') {
        append(text, dollar(depth));
        continue;
      }
      ++at_;
      if (c == escape_) {
        if (raw_escapes) append(text, c);
        if (at_ == word_.size()) break;
        if (peek() == '"' || peek() == '$' || peek() == escape_) c = word_[at_++];
      }
      append(text, c);
    }
    if (!given_up_) return fail(begin, "missing \"");
    return text;
  }

  std::string_view name() {
    size_t begin = at_;
    if (at_end()) return {};
    if (is_digit(peek())) {
      while (!at_end() && is_digit(peek())) ++at_;
    } else if (is_special_parameter(peek())) {
      ++at_;
    } else {
      while (!at_end() && is_name_character(peek())) ++at_;
    }
    return word_.substr(begin, at_ - begin);
  }

  Variable value_of(std::string_view name) {
    // The builder has no positional and special parameters: they are never set.
    if (!lookup_ || !is_name_character(name.front()) || is_digit(name.front())) return {};
    Variable variable = (*lookup_)(name);
    if (!spend(variable.value.size() + variable.unknown.size())) return {};
    return variable;
  }

  static Text unknown(std::string_view name) {
    return Text{.value = "${" + std::string(name) + "}", .known = false, .unknown = {std::string(name)}};
  }

  static Text plain(std::string_view name, Variable variable) {
    switch (variable.state) {
      case Variable::State::unset:
        return {};
      case Variable::State::known:
      case Variable::State::partly:
        return Text{.value = std::move(variable.value),
                    .known = variable.state == Variable::State::known,
                    .partly = variable.state == Variable::State::partly || !variable.value.empty(),
                    .from_default = variable.from_default,
                    .unknown = std::move(variable.unknown)};
      case Variable::State::ungiven:
      case Variable::State::unknown:
        break;
    }
    return unknown(name);
  }

  Text dollar(int depth) {
    size_t begin = at_++;
    if (at_end() || peek() != '{') {
      std::string_view found = name();
      if (found.empty()) return Text{.value = "$", .partly = true, .unknown = {}};
      references_.push_back({found, begin, at_, false});
      return plain(found, value_of(found));
    }
    ++at_;
    if (depth == max_depth) return give_up();
    if (at_end()) return fail(begin, "missing }");
    if (peek() == '{' || peek() == '}' || peek() == ':') return fail(begin, "bad substitution");
    std::string_view found = name();
    if (at_end()) return fail(begin, "missing }");
    if (found.empty()) return unsupported(at_, 1);
    size_t reference = references_.size();
    references_.push_back({found, begin, begin, false});
    Text text = substitution(found, begin, reference, depth + 1);
    references_[reference].end = at_;
    return text;
  }

  Text unsupported(size_t offset, size_t size) {
    return fail(offset, "unsupported modifier (" + std::string(word_.substr(offset, size)) + ")");
  }

  // Behind "${name": the modifier, if any, and all up to "}".
  Text substitution(std::string_view name, size_t begin, size_t reference, int depth) {
    size_t modifier = at_;
    char op = word_[at_++];
    if (op == '}') return plain(name, value_of(name));
    if (op == '/') return replacement(name, begin, depth);
    const bool empty_is_unset = op == ':';
    if (empty_is_unset) {
      if (at_end()) return fail(begin, "missing }");
      op = word_[at_++];
    }
    // Behind ":" only those that ask whether the value is empty.
    if (std::string_view(empty_is_unset ? "+-?" : "+-?#%").find(op) == std::string_view::npos)
      return unsupported(modifier, at_ - modifier);
    references_[reference].has_default = op == '-' || op == '+';

    Text word = until('}', op == '#' || op == '%', depth);
    if (given_up_) return close(begin);
    Variable variable = value_of(name);
    if (given_up_) return {};
    if (op == '#' || op == '%') return trim(name, std::move(variable), op, word);

    using State = Variable::State;
    bool unset = variable.state == State::unset || variable.state == State::ungiven ||
                 (empty_is_unset && variable.state == State::known && variable.value.empty());
    bool undecided = variable.state == State::unknown;
    if (undecided || (op == '?' && variable.state == State::ungiven)) return unknown(name);
    if (op == '?') {
      // Without a lookup nothing is said about values, only about the form.
      if (unset && lookup_) return give_up();
      return plain(name, std::move(variable));
    }
    bool by_default = variable.state == State::ungiven || variable.from_default;
    Text chosen;
    if (op == '-') {
      chosen = unset ? std::move(word) : plain(name, std::move(variable));
    } else if (!unset) {
      chosen = std::move(word);
    }
    chosen.from_default = chosen.from_default || by_default;
    return chosen;
  }

  // An end of the word inside the braces is a missing brace, whatever was open in them.
  Text close(size_t begin) {
    if (malformed_ && at_ >= word_.size()) malformed_ = Malformed{begin, "missing }"};
    return {};
  }

  // The value that a pattern is applied to, if it and the pattern can be known.
  bool applicable(const Variable& variable, const Text& word, const Pattern& pattern) const {
    if (!word.known) return false;
    if (variable.state == Variable::State::unset) return true;
    if (variable.state != Variable::State::known) return false;
    // A star does not cross lines and "?" takes a whole character: left alone where that could matter.
    return pattern.literal() || std::none_of(variable.value.begin(), variable.value.end(),
                                             [](char c) { return c == '\n' || static_cast<unsigned char>(c) >= 0x80; });
  }

  Text trim(std::string_view name, Variable variable, char op, const Text& word) {
    std::string_view text = word.value;
    auto length = Pattern::Length::shortest;
    if (text.starts_with(op)) {
      length = Pattern::Length::longest;
      text.remove_prefix(1);
    }
    std::optional<Pattern> pattern = Pattern::parse(text);
    if (!pattern) return word.known ? fail(at_ - 1, "invalid pattern") : unknown(name);
    if (!applicable(variable, word, *pattern)) return unknown(name);
    if (!spend(variable.value.size() * (1 + pattern->size()))) return {};
    auto anchor = op == '#' ? Pattern::Anchor::start : Pattern::Anchor::end;
    if (auto found = pattern->find(variable.value, anchor, length)) {
      variable.value.erase(found->first, found->second - found->first);
    }
    return with_defaults_of(word, plain(name, std::move(variable)));
  }

  Text replacement(std::string_view name, size_t begin, int depth) {
    bool all = !at_end() && peek() == '/';
    if (all) ++at_;
    Text word = until('/', true, depth);
    if (given_up_) {
      if (malformed_ && at_ >= word_.size()) malformed_ = Malformed{begin, "missing / in ${}"};
      return {};
    }
    Text with = until('}', true, depth);
    if (given_up_) return close(begin);
    Variable variable = value_of(name);
    if (given_up_) return {};

    std::optional<Pattern> pattern = Pattern::parse(word.value);
    if (!pattern) return word.known ? fail(at_ - 1, "invalid pattern") : unknown(name);
    // Replacing all takes "$" in the replacement as a group, and an empty pattern between all characters: nobody means
    // it.
    if (!applicable(variable, word, *pattern) || !with.known ||
        (all && (pattern->empty() || with.value.find('$') != std::string::npos))) {
      return unknown(name);
    }
    std::string result;
    std::string_view rest = variable.value;
    if (!spend(rest.size() * (1 + pattern->size()))) return {};
    while (auto found = pattern->find(rest, Pattern::Anchor::none, Pattern::Length::longest)) {
      // All of what is left is looked at for each match, so each has its price.
      if (!spend(rest.size() + with.value.size())) return {};
      result += rest.substr(0, found->first);
      result += with.value;
      rest.remove_prefix(found->second);
      if (!all || rest.empty()) break;
    }
    result += rest;
    variable.value = std::move(result);
    Text text = plain(name, std::move(variable));
    if (text.value.empty()) text.partly = false;
    return with_defaults_of(with, with_defaults_of(word, std::move(text)));
  }

  static Text with_defaults_of(const Text& word, Text text) {
    text.from_default = text.from_default || word.from_default;
    return text;
  }

  std::string_view word_;
  char escape_;
  const Lookup* lookup_;
  bool split_;
  size_t work_left_;
  size_t at_ = 0;
  bool given_up_ = false;
  Splitter splitter_;
  std::vector<Reference> references_;
  std::optional<Malformed> malformed_;
};

}  // namespace

bool is_all_plain(std::string_view word, char escape) {
  return std::none_of(word.begin(), word.end(),
                      [=](char c) { return c == '$' || c == '\'' || c == '"' || c == escape; });
}

Text expand(std::string_view word, char escape, const Lookup& lookup) {
  if (is_all_plain(word, escape)) return Text{.value = std::string(word), .unknown = {}};
  return Expander(word, escape, &lookup).run();
}

std::vector<Text> expand_words(std::string_view word, char escape, const Lookup& lookup) {
  Expander expander(word, escape, &lookup, true);
  Text text = expander.run();
  if (!expander.given_up()) return std::move(expander.words());
  std::vector<Text> words;
  words.push_back(std::move(text));
  return words;
}

std::vector<Reference> references(std::string_view word, char escape) {
  if (word.find('$') == word.npos) return {};
  Expander expander(word, escape, nullptr);
  expander.run();
  return std::move(expander.references());
}

std::optional<Malformed> malformed(std::string_view word, char escape) {
  if (is_all_plain(word, escape)) return std::nullopt;
  const bool quoted = word.size() > 1 && word.front() == word.back() && (word[0] == '"' || word[0] == '\'');
  if (quoted && is_all_plain(word.substr(1, word.size() - 2), escape)) return std::nullopt;
  Expander expander(word, escape, nullptr);
  expander.run();
  return std::move(expander.malformed());
}

}  // namespace plimsoll::dockerfile
