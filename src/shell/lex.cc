#include <array>
#include <utility>

#include "shell/lexer.h"

namespace plimsoll::shell {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f' || c == '\0'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_name_char(char c) { return c == '_' || is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool ends_word(char c) {
  return is_blank(c) || c == '\n' || c == ';' || c == '&' || c == '|' || c == '(' || c == ')' || c == '<' || c == '>';
}

// NAME= or NAME+= or NAME[…]=, complete.
bool opens_array(std::string_view word) {
  if (word.size() < 2 || word.back() != '=' || is_digit(word[0])) return false;
  word.remove_suffix(word[word.size() - 2] == '+' ? 2 : 1);
  return !word.empty() && std::all_of(word.begin(), word.end(), is_name_char);
}

}  // namespace

Lexed Lexer::run() {
  while (!frames_.empty()) {
    if (at_ >= size_) {
      close_at_end();
      break;
    }
    if (frames_.size() > kMaxNesting) {
      give_up();
      break;
    }
    switch (frames_.back().kind) {
      case Frame::region:
        read_script();
        break;
      case Frame::quoted:
        read_quoted();
        break;
      case Frame::braces:
        read_braces();
        break;
      case Frame::parens:
        read_parens();
        break;
    }
  }
  return std::move(out_);
}

void Lexer::open(Frame frame, uint32_t skip) {
  frame.begin = at_;
  frame.enclosed = out_.enclosed.size();
  frame.region_index = current_;
  out_.enclosed.push_back({at_, size_});
  frames_.push_back(frame);
  at_ += skip;
}

void Lexer::open_region(uint32_t skip, bool substitution) {
  if (substitution) {
    open({Frame::region, at_}, skip);
  } else {
    frames_.push_back({Frame::region, at_});
  }
  const uint32_t around = current_;
  current_ = static_cast<uint32_t>(out_.regions.size());
  frames_.back().region_index = current_;
  out_.regions.push_back({.begin = at_, .end = size_, .substitution = substitution, .inside = around});
  states_.emplace_back();
}

void Lexer::close() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  if (frame.kind != Frame::quoted) out_.enclosed[frame.enclosed].end = at_;
  if (!frames_.empty() && frame.kind == Frame::region) current_ = frames_.back().region_index;
}

void Lexer::close_at_end() {
  bool damaged = false;
  while (!frames_.empty()) {
    const Frame frame = frames_.back();
    if (frame.kind != Frame::region || frames_.size() > 1) {
      damaged = true;
      out_.errors.push_back({frame.begin, size_});
    }
    if (frame.kind == Frame::region) {
      current_ = frame.region_index;
      if (damaged) state().damaged_word = true;
      end_of_word();
      end_region();
    }
    frames_.pop_back();
  }
}

void Lexer::give_up() {
  at_ = size_;
  close_at_end();
  for (Region& deep : out_.regions) {
    for (Piece& piece : deep.pieces) piece.unread = true;
  }
  out_.errors = {{0, size_}};
}

void Lexer::end_region() {
  State& s = state();
  region().end = at_;
  if (s.wants_target) lose_target();
  end_simple();
  supply_command(at_);
  end_piece();
}

void Lexer::read_single_quoted() {
  const size_t close = text_.find('\'', at_ + 1);
  if (close == std::string_view::npos) return unterminated();
  at_ = static_cast<uint32_t>(close) + 1;
}

void Lexer::read_ansi_quoted() {
  const uint32_t from = at_;
  for (at_ += 2; at_ < size_ && text_[at_] != '\''; ++at_) {
    if (text_[at_] == '\\') ++at_;
  }
  if (at_ >= size_) {
    at_ = from;
    return unterminated();
  }
  ++at_;
}

void Lexer::read_backquoted() {
  const uint32_t from = at_;
  for (++at_; at_ < size_ && text_[at_] != '`'; ++at_) {
    if (text_[at_] == '\\') ++at_;
  }
  if (at_ >= size_) {
    at_ = from;
    return unterminated();
  }
  out_.backquotes.push_back({from + 1, at_});
  ++at_;
  out_.enclosed.push_back({from, at_});
}

void Lexer::unterminated() {
  out_.errors.push_back({at_, size_});
  state().damaged_word = true;
  at_ = size_;
}

bool Lexer::read_expansion(bool in_quotes) {
  if (peek() == '`') {
    read_backquoted();
    return true;
  }
  if (peek() != '$') return false;
  if (peek(1) == '(') {
    if (peek(2) == '(' && is_arithmetic(at_ + 1)) {
      open({Frame::parens, at_, 2}, 3);
    } else {
      open_region(2, true);
    }
    return true;
  }
  if (peek(1) == '{') {
    open({Frame::braces, at_, 0, in_quotes}, 2);
    return true;
  }
  return false;
}

bool Lexer::is_arithmetic(uint32_t from) const {
  constexpr uint32_t kLookAhead = 1024;
  uint32_t depth = 0;
  for (uint32_t i = from; i < size_ && i < from + kLookAhead; ++i) {
    if (text_[i] == '(') ++depth;
    if (text_[i] == ')' && --depth == 1) return i + 1 < size_ && text_[i + 1] == ')';
    if (text_[i] == ')' && depth == 0) return false;
  }
  return true;
}

void Lexer::read_quoted() {
  if (peek() == '"') {
    ++at_;
    close();
  } else if (peek() == '\\') {
    at_ = std::min(at_ + 2, size_);
  } else if (!read_expansion(true)) {
    at_ = skip_plain(at_ + 1);
  }
}

void Lexer::read_braces() {
  const bool in_quotes = frames_.back().in_quotes;
  if (peek() == '}') {
    ++at_;
    close();
  } else {
    read_inner(in_quotes);
  }
}

void Lexer::read_parens() {
  Frame& frame = frames_.back();
  if (peek() == '(') {
    ++frame.depth;
    ++at_;
  } else if (peek() == ')') {
    ++at_;
    if (--frame.depth == 0) close();
  } else {
    read_inner(false);
  }
}

void Lexer::read_inner(bool in_quotes) {
  if (peek() == '\\') {
    at_ = std::min(at_ + 2, size_);
  } else if (peek() == '"') {
    frames_.push_back({.kind = Frame::quoted, .begin = at_, .region_index = current_});
    ++at_;
  } else if (peek() == '\'' && !in_quotes) {
    read_single_quoted();
  } else if (!read_expansion(in_quotes)) {
    at_ = skip_plain(at_ + 1);
  }
}

void Lexer::read_script() {
  State& s = state();
  const char c = peek();
  if (!s.in_word) return read_between_words(c);
  if (c == '(' && at_ > s.word_begin) {
    const std::string_view word = text_.substr(s.word_begin, at_ - s.word_begin);
    const bool pattern = std::string_view("?*+@!").find(word.back()) != std::string_view::npos;
    if (opens_array(word) || (pattern && s.expect != Expect::command)) return open({Frame::parens, at_, 1}, 1);
  }
  if ((c == '<' || c == '>') && peek(1) == '(' && !is_number(s.word_begin)) return open_region(2, true);
  if (ends_word(c)) return end_of_word();
  read_word_part(c);
}

void Lexer::read_word_part(char c) {
  if (c == '\\') {
    at_ = std::min(at_ + 2, size_);
  } else if (c == '\'') {
    read_single_quoted();
  } else if (c == '"') {
    frames_.push_back({.kind = Frame::quoted, .begin = at_, .region_index = current_});
    ++at_;
  } else if (c == '$' && peek(1) == '\'') {
    read_ansi_quoted();
  } else if (!read_expansion(false)) {
    at_ = skip_plain(at_ + 1);
  }
}

uint32_t Lexer::skip_plain(uint32_t from) const {
  static constexpr auto kSpecial = [] {
    std::array<bool, 256> table{};
    for (char c : {' ', '\t', '\r', '\v', '\f', '\0', '\n', ';', '&', '|', '(',
                   ')', '<',  '>',  '\\', '\'', '"',  '$',  '`', '{', '}'}) {
      table[static_cast<unsigned char>(c)] = true;
    }
    return table;
  }();
  while (from < size_ && !kSpecial[static_cast<unsigned char>(text_[from])]) ++from;
  return from;
}

bool Lexer::is_number(uint32_t begin) const {
  return std::all_of(text_.begin() + begin, text_.begin() + at_, is_digit);
}

void Lexer::read_between_words(char c) {
  if (is_blank(c)) {
    ++at_;
  } else if (c == '\\' && (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n'))) {
    at_ += peek(1) == '\n' ? 2 : 3;
  } else if (c == '#') {
    at_ = static_cast<uint32_t>(std::min<size_t>(text_.find('\n', at_), size_));
  } else if (c == '\n') {
    newline();
  } else if ((c == '<' || c == '>') && peek(1) == '(') {
    start_word();
    open_region(2, true);
  } else if (c == '<' || c == '>' || (c == '&' && peek(1) == '>')) {
    start_redirect(at_);
  } else if (c == ';' || c == '&' || c == '|') {
    separator();
  } else if (c == '(') {
    parenthesis();
  } else if (c == ')') {
    close_parenthesis();
  } else {
    start_word();
  }
}

void Lexer::start_word() {
  State& s = state();
  s.in_word = true;
  s.word_begin = at_;
}

void Lexer::end_of_word() {
  State& s = state();
  if (!s.in_word) return;
  s.in_word = false;
  const Token token{.begin = s.word_begin, .end = at_};
  const bool damaged = std::exchange(s.damaged_word, false);
  const char c = peek();
  if (!s.wants_target && (c == '<' || c == '>') && is_number(token.begin)) return start_redirect(token.begin);
  if (s.wants_target) {
    take_target(token, damaged);
  } else {
    take_word(token, damaged);
  }
}

void Lexer::take_word(const Token& token, bool damaged) {
  State& s = state();
  const std::string_view word = text_.substr(token.begin, token.end - token.begin);
  switch (s.expect) {
    case Expect::words:
      add(token, damaged);
      break;
    case Expect::test:
      add(token, damaged);
      if (word == "]]") s.expect = Expect::words;
      break;
    case Expect::command:
    case Expect::after:
      if (reserved(word, token.begin)) break;
      if (s.expect == Expect::after) misplaced(token.begin, token.end);
      add(token, damaged);
      break;
    case Expect::for_name:
      mark("w", token.begin);
      s.expect = Expect::for_rest;
      break;
    case Expect::for_rest:
      if (word == "do") {
        mark(";", token.begin);
        s.expect = Expect::command;
        reserved(word, token.begin);
      } else {
        s.expect = Expect::for_words;
      }
      break;
    case Expect::for_words:
      break;
    case Expect::case_word:
      mark("w", token.begin);
      s.expect = Expect::case_in;
      break;
    case Expect::case_in:
      mark(word == "in" ? "in" : "w", token.begin);
      s.expect = Expect::pattern;
      break;
    case Expect::pattern:
      if (word == "esac") {
        close_compound("esac", 'c', token.begin);
      } else {
        s.expect = Expect::pattern_rest;
      }
      break;
    case Expect::pattern_rest:
      break;
    case Expect::function_name:
      mark("w", token.begin);
      mark("(", token.begin);
      mark(")", token.begin);
      s.expect = Expect::function_parens;
      break;
    case Expect::function_parens:
      s.expect = Expect::command;
      if (reserved(word, token.begin)) break;
      mark(";", token.begin);
      misplaced(token.begin, token.end);
      add(token, damaged);
      break;
  }
}

uint32_t Lexed::end_of(uint32_t begin) const {
  auto at = std::lower_bound(enclosed.begin(), enclosed.end(), begin, [](Span s, uint32_t b) { return s.begin < b; });
  return at != enclosed.end() && at->begin == begin ? at->end : begin + 1;
}

Lexed lex(std::string_view text) { return Lexer(text).run(); }

}  // namespace plimsoll::shell
