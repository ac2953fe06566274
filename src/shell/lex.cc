#include "shell/lex.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace plimsoll::shell {
namespace {

enum class Expect : uint8_t {
  command,          // a command or a reserved word may start here
  words,            // inside a simple command
  after,            // behind a compound command
  for_name, for_rest, for_words, case_word, case_in, pattern, pattern_rest, function_name, function_parens, test,
};

// What encloses the place that is being read.
struct Frame {
  enum Kind : uint8_t { region, quoted, braces, parens } kind;
  uint32_t begin;             // of the opening bracket
  uint32_t depth = 0;         // open parentheses inside `parens`
  bool in_quotes = false;     // `braces` within double quotes: single quotes mean nothing there
  uint32_t region_index = 0;
  size_t enclosed = 0;        // its entry in Lexed::enclosed
};

// How far a region has been read.
struct State {
  Expect expect = Expect::command;
  Joint joint = Joint::first;
  std::vector<char> open;        // ( { i=if l=loop c=case
  bool in_word = false;
  bool damaged_word = false;
  uint32_t word_begin = 0;
  bool simple_open = false;
  bool wants_target = false;     // a redirection waits for its word
  bool dropped_redirect = false; // … which belongs to a compound command
  Token redirect;
  bool piece_open = false;
  bool excused = false;          // a misplaced token excuses the separator behind it
};

struct PendingHeredoc {
  uint32_t region, simple, token;
  std::string delimiter;
  bool chomp;
};

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

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text), size_(static_cast<uint32_t>(text.size())) {
    open_region(0, false);
  }

  Lexed run() {
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
        case Frame::region: read_script(); break;
        case Frame::quoted: read_quoted(); break;
        case Frame::braces: read_braces(); break;
        case Frame::parens: read_parens(); break;
      }
    }
    return std::move(out_);
  }

 private:
  char peek(uint32_t ahead = 0) const { return at_ + ahead < size_ ? text_[at_ + ahead] : '\0'; }
  bool sees(std::string_view part) const { return text_.substr(at_, part.size()) == part; }
  Region& region() { return out_.regions[region_index()]; }
  State& state() { return states_[region_index()]; }
  uint32_t region_index() const { return current_; }

  // --- enclosed parts -----------------------------------------------------------------------------------------------
  void open(Frame frame, uint32_t skip) {
    frame.begin = at_;
    frame.enclosed = out_.enclosed.size();
    frame.region_index = current_;
    out_.enclosed.push_back({at_, size_});
    frames_.push_back(frame);
    at_ += skip;
  }

  void open_region(uint32_t skip, bool substitution) {
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

  void close() {
    const Frame frame = frames_.back();
    frames_.pop_back();
    if (frame.kind != Frame::quoted) out_.enclosed[frame.enclosed].end = at_;
    if (!frames_.empty() && frame.kind == Frame::region) current_ = frames_.back().region_index;
  }

  // The rest cannot be read: every word that is still open is damaged.
  void close_at_end() {
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

  void give_up() {
    at_ = size_;
    close_at_end();
    for (Region& deep : out_.regions) {
      for (Piece& piece : deep.pieces) piece.unread = true;
    }
    out_.errors = {{0, size_}};
  }

  void end_region() {
    State& s = state();
    region().end = at_;
    if (s.wants_target) lose_target();
    end_piece();
  }

  void read_single_quoted() {
    const size_t close = text_.find('\'', at_ + 1);
    if (close == std::string_view::npos) return unterminated();
    at_ = static_cast<uint32_t>(close) + 1;
  }

  void read_ansi_quoted() {
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

  void read_backquoted() {
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

  void unterminated() {
    out_.errors.push_back({at_, size_});
    state().damaged_word = true;
    at_ = size_;
  }

  // "$…" and backquotes, which mean the same inside and outside of double quotes.
  bool read_expansion(bool in_quotes) {
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

  // "((" opens arithmetic if its two parentheses close together; a nested subshell does not look so. The look ahead is short
  // so that the pass stays linear.
  bool is_arithmetic(uint32_t from) const {
    constexpr uint32_t kLookAhead = 1024;
    uint32_t depth = 0;
    for (uint32_t i = from; i < size_ && i < from + kLookAhead; ++i) {
      if (text_[i] == '(') ++depth;
      if (text_[i] == ')' && --depth == 1) return i + 1 < size_ && text_[i + 1] == ')';
      if (text_[i] == ')' && depth == 0) return false;
    }
    return true;
  }

  void read_quoted() {
    if (peek() == '"') {
      ++at_;
      close();
    } else if (peek() == '\\') {
      at_ = std::min(at_ + 2, size_);
    } else if (!read_expansion(true)) {
      at_ = skip_plain(at_ + 1);
    }
  }

  void read_braces() {
    const bool in_quotes = frames_.back().in_quotes;
    if (peek() == '}') {
      ++at_;
      close();
    } else {
      read_inner(in_quotes);
    }
  }

  void read_parens() {
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

  void read_inner(bool in_quotes) {
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

  // --- words --------------------------------------------------------------------------------------------------------
  void read_script() {
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

  void read_word_part(char c) {
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

  // The first byte that may mean something to a script or inside quotes or brackets.
  uint32_t skip_plain(uint32_t from) const {
    static constexpr auto kSpecial = [] {
      std::array<bool, 256> table{};
      for (char c : {' ', '\t', '\r', '\v', '\f', '\0', '\n', ';', '&', '|', '(', ')', '<', '>', '\\', '\'', '"', '$', '`', '{', '}'}) {
        table[static_cast<unsigned char>(c)] = true;
      }
      return table;
    }();
    while (from < size_ && !kSpecial[static_cast<unsigned char>(text_[from])]) ++from;
    return from;
  }

  bool is_number(uint32_t begin) const {
    return std::all_of(text_.begin() + begin, text_.begin() + at_, is_digit);
  }

  void read_between_words(char c) {
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

  void start_word() {
    State& s = state();
    s.in_word = true;
    s.word_begin = at_;
  }

  void end_of_word() {
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

  void take_word(const Token& token, bool damaged) {
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
      case Expect::for_words: break;
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
      case Expect::pattern_rest: break;
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

  // --- simple commands ------------------------------------------------------------------------------------------------
  Simple& simple() {
    State& s = state();
    Region& r = region();
    if (!s.simple_open) {
      mark("x", at_);
      r.pieces.back().places.push_back(r.pieces.back().marks.back());
      r.simples.push_back({.joint = s.joint});
      s.simple_open = true;
      s.expect = Expect::words;
    }
    return r.simples.back();
  }

  void add(const Token& token, bool damaged) {
    Simple& command = simple();
    if (command.tokens.empty()) origin(token.begin);
    command.tokens.push_back(token);
    command.damaged |= damaged;
  }

  void end_simple() {
    State& s = state();
    if (s.wants_target) lose_target();
    if (s.simple_open) {
      s.simple_open = false;
      s.expect = Expect::after;
    }
  }

  void start_redirect(uint32_t begin) {
    State& s = state();
    if (s.expect == Expect::test) {
      ++at_;
      return;
    }
    if (s.wants_target) lose_target();
    static constexpr std::string_view kOperators[] = {"&>>", "&>", "<<<", "<<-", "<<", "<>", "<&", "<",
                                                      ">>",  ">&", ">|",  ">"};
    uint32_t size = 1;
    for (std::string_view op : kOperators) {
      if (sees(op)) {
        size = static_cast<uint32_t>(op.size());
        break;
      }
    }
    const bool heredoc = sees("<<") && !sees("<<<");
    at_ += size;
    s.redirect = {.begin = begin, .end = at_, .redirect = true, .heredoc = heredoc};
    s.dropped_redirect = s.expect == Expect::after;
    s.wants_target = true;
  }

  void take_target(const Token& word, bool damaged) {
    State& s = state();
    s.wants_target = false;
    s.redirect.target = {word.begin, word.end};
    if (!s.dropped_redirect) add(s.redirect, damaged);
    if (!s.redirect.heredoc) return;
    PendingHeredoc pending{region_index(), UINT32_MAX, 0, {}, text_[s.redirect.end - 1] == '-'};
    if (!s.dropped_redirect) {
      pending.simple = static_cast<uint32_t>(region().simples.size()) - 1;
      pending.token = static_cast<uint32_t>(region().simples.back().tokens.size()) - 1;
    }
    for (uint32_t i = word.begin; i < word.end; ++i) {
      if (text_[i] != '\'' && text_[i] != '"' && text_[i] != '\\') pending.delimiter += text_[i];
    }
    heredocs_.push_back(std::move(pending));
  }

  void lose_target() {
    State& s = state();
    s.wants_target = false;
    out_.errors.push_back({s.redirect.begin, s.redirect.end});
    if (!s.dropped_redirect) add(s.redirect, true);
  }

  // Bodies of heredocs stand behind the line that names them, in order.
  void read_heredocs() {
    for (const PendingHeredoc& pending : std::exchange(heredocs_, {})) {
      if (at_ >= size_) return;
      const uint32_t begin = at_;
      uint32_t end = size_;
      while (at_ < size_) {
        const uint32_t line_begin = at_;
        const auto line_end = static_cast<uint32_t>(std::min<size_t>(text_.find('\n', at_), size_));
        std::string_view line = text_.substr(line_begin, line_end - line_begin);
        at_ = std::min(line_end + 1, size_);
        if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
        if (pending.chomp) line.remove_prefix(std::min(line.find_first_not_of('\t'), line.size()));
        if (line == pending.delimiter) {
          end = line_begin;
          break;
        }
      }
      if (pending.simple == UINT32_MAX) continue;
      Token& token = out_.regions[pending.region].simples[pending.simple].tokens[pending.token];
      token.has_body = true;
      token.body = {begin, end};
    }
  }

  // --- operators ----------------------------------------------------------------------------------------------------
  void newline() {
    State& s = state();
    ++at_;
    if (s.expect == Expect::words || s.expect == Expect::after || s.expect == Expect::for_words) {
      end_command(";", Joint::sequence, at_ - 1);
    }
    if (!heredocs_.empty()) read_heredocs();
  }

  void separator() {
    State& s = state();
    static constexpr std::string_view kOperators[] = {";;&", ";;", ";&", ";", "&&", "&", "||", "|&", "|"};
    std::string_view op;
    for (std::string_view candidate : kOperators) {
      if (sees(candidate)) {
        op = candidate;
        break;
      }
    }
    const uint32_t begin = at_;
    at_ += static_cast<uint32_t>(op.size());
    if (s.expect == Expect::test || s.expect == Expect::pattern || s.expect == Expect::pattern_rest) return;
    if (s.expect == Expect::for_rest) s.expect = Expect::for_words;
    if (op == ";") return end_command(op, Joint::sequence, begin);
    if (op == "&") return end_command(op, Joint::background, begin);
    end_simple();
    if (op[0] == ';') {
      if (s.open.empty() || s.open.back() != 'c') return misplaced(begin, at_);
      mark(";;", begin);
      s.expect = Expect::pattern;
      s.joint = Joint::first;
      return;
    }
    if (s.open.empty() && s.piece_open && region().pieces.back().marks.size() > kMaxMarks) {
      mark(";", begin);
      end_piece();
    } else {
      mark(op, begin);
    }
    s.joint = op == "&&" ? Joint::and_then : op == "||" ? Joint::or_else : Joint::pipe;
    s.expect = Expect::command;
  }

  void end_command(std::string_view op, Joint joint, uint32_t begin) {
    State& s = state();
    end_simple();
    if (!std::exchange(s.excused, false)) mark(op, begin);
    if (s.expect == Expect::after && s.open.empty()) end_piece();
    s.expect = Expect::command;
    s.joint = joint;
  }

  void parenthesis() {
    State& s = state();
    if (s.expect == Expect::pattern) {
      ++at_;
      s.expect = Expect::pattern_rest;
      return;
    }
    if (s.expect == Expect::test || s.expect == Expect::pattern_rest) {
      ++at_;
      return;
    }
    if (s.expect == Expect::function_parens) {
      at_ = after_empty_parentheses().value_or(at_ + 1);
      s.expect = Expect::command;
      return;
    }
    // "for (( … ))" and "(( … ))": what stands between is no command.
    if (s.expect == Expect::for_name) {
      mark("w", at_);
      s.expect = Expect::for_rest;
      return open({Frame::parens, at_, 1}, 1);
    }
    if (s.expect == Expect::command && peek(1) == '(' && is_arithmetic(at_)) {
      start_word();
      simple().keyword_test = true;
      return open({Frame::parens, at_, 2}, 2);
    }
    if (s.expect == Expect::words && s.simple_open && region().simples.back().tokens.size() == 1) {
      if (auto behind = after_empty_parentheses()) return define_function(*behind);
    }
    if (s.wants_target) lose_target();
    if (s.simple_open) region().simples.back().damaged = true;
    end_simple();
    if (s.expect == Expect::after) misplaced(at_, at_ + 1);
    mark("(", at_);
    ++at_;
    push('(');
  }

  std::optional<uint32_t> after_empty_parentheses() const {
    uint32_t i = at_ + 1;
    while (i < size_ && (text_[i] == ' ' || text_[i] == '\t') && i < at_ + 16) ++i;
    if (i < size_ && text_[i] == ')') return i + 1;
    return std::nullopt;
  }

  // "name ( )": what was taken for a command is the name of a function.
  void define_function(uint32_t behind) {
    State& s = state();
    Piece& piece = region().pieces.back();
    piece.sketch[piece.places.back()] = 'w';
    piece.places.pop_back();
    region().simples.pop_back();
    s.simple_open = false;
    mark("(", at_);
    mark(")", at_);
    at_ = behind;
    s.expect = Expect::function_parens;
  }

  void close_parenthesis() {
    State& s = state();
    if (s.expect == Expect::test) {
      ++at_;
      return;
    }
    if (s.expect == Expect::pattern || s.expect == Expect::pattern_rest) {
      mark("w", at_);
      mark(")", at_);
      ++at_;
      s.expect = Expect::command;
      s.joint = Joint::first;
      return;
    }
    end_simple();
    if (!s.open.empty() && s.open.back() == '(') {
      if (s.expect == Expect::command) s.expect = Expect::after;
      close_compound(")", '(', at_);
      ++at_;
      return;
    }
    if (frames_.size() > 1 && std::find(s.open.begin(), s.open.end(), '(') == s.open.end()) {
      end_region();
      region().end = at_;
      ++at_;
      return close();
    }
    misplaced(at_, at_ + 1);
    ++at_;
  }

  // A token that cannot stand here: what follows is read as a new command, and the grammar does not see the token, for many of
  // them in a row cost it more than linear time.
  void misplaced(uint32_t begin, uint32_t end) {
    State& s = state();
    out_.errors.push_back({begin, end});
    if (s.expect == Expect::after) mark(";", begin);
    s.excused = true;
    s.expect = Expect::command;
    s.joint = Joint::sequence;
  }

  // --- reserved words -----------------------------------------------------------------------------------------------
  bool reserved(std::string_view word, uint32_t begin) {
    State& s = state();
    if (word.size() > 8) return false;
    if (s.simple_open) return false;
    const bool after = s.expect == Expect::after;
    auto starts = [&](char kind, Expect next) {
      mark(word == "until" ? "while" : word == "select" ? "for" : word, begin);
      push(kind);
      s.expect = next;
      return true;
    };
    auto is_open = [&](char kind) { return !s.open.empty() && s.open.back() == kind; };
    auto continues = [&](char kind) {
      if (!is_open(kind)) {
        misplaced(begin, begin + static_cast<uint32_t>(word.size()));
        return true;
      }
      if (after) mark(";", begin);
      mark(word, begin);
      s.expect = Expect::command;
      s.joint = Joint::first;
      return true;
    };
    if (word == "then" || word == "else" || word == "elif") return continues('i');
    if (word == "do") return continues('l');
    if (word == "fi" || word == "done" || word == "}" || word == "esac") {
      const char kind = word == "fi" ? 'i' : word == "done" ? 'l' : word == "}" ? '{' : 'c';
      if (!is_open(kind)) {
        misplaced(begin, begin + static_cast<uint32_t>(word.size()));
        return true;
      }
      if (after) mark(";", begin);
      close_compound(word, kind, begin);
      return true;
    }
    if (after) return false;
    // The grammar takes a negation only before some commands, and it changes nothing here.
    if (word == "!") return true;
    if (word == "if") return starts('i', Expect::command);
    if (word == "while" || word == "until") return starts('l', Expect::command);
    if (word == "for" || word == "select") return starts('l', Expect::for_name);
    if (word == "case") return starts('c', Expect::case_word);
    if (word == "{") return starts('{', Expect::command);
    if (word == "function") {
      s.expect = Expect::function_name;
      return true;
    }
    if (word == "[[") {
      add({.begin = begin, .end = begin + 2}, false);
      region().simples.back().keyword_test = true;
      s.expect = Expect::test;
      return true;
    }
    return false;
  }

  void push(char kind) {
    State& s = state();
    s.open.push_back(kind);
    s.expect = Expect::command;
    s.joint = Joint::first;
    if (s.open.size() > kMaxNesting) leave_unread(region().pieces.back());
  }

  void leave_unread(Piece& piece) {
    if (!piece.unread) out_.errors.push_back({at_, size_});
    piece.unread = true;
  }

  void close_compound(std::string_view word, char kind, uint32_t begin) {
    State& s = state();
    mark(word, begin);
    if (!s.open.empty() && s.open.back() == kind) s.open.pop_back();
    s.expect = Expect::after;
  }

  // --- sketch -------------------------------------------------------------------------------------------------------
  void mark(std::string_view text, uint32_t begin) {
    State& s = state();
    Region& r = region();
    s.excused = false;
    if (!s.piece_open) {
      s.piece_open = true;
      r.pieces.push_back({.first_simple = static_cast<uint32_t>(r.simples.size())});
    }
    Piece& piece = r.pieces.back();
    piece.marks.push_back(static_cast<uint32_t>(piece.sketch.size()));
    piece.origins.push_back(begin);
    piece.sketch += text;
    piece.sketch += ' ';
    if (piece.marks.size() > 2 * kMaxMarks) leave_unread(piece);
  }

  void origin(uint32_t begin) { region().pieces.back().origins.back() = begin; }

  void end_piece() {
    State& s = state();
    end_simple();
    s.piece_open = false;
  }

  std::string_view text_;
  uint32_t size_;
  uint32_t at_ = 0;
  uint32_t current_ = 0;
  std::vector<Frame> frames_;
  std::vector<State> states_;  // one per region
  std::vector<PendingHeredoc> heredocs_;
  Lexed out_;
};

}  // namespace

uint32_t Lexed::end_of(uint32_t begin) const {
  auto at = std::lower_bound(enclosed.begin(), enclosed.end(), begin, [](Span s, uint32_t b) { return s.begin < b; });
  return at != enclosed.end() && at->begin == begin ? at->end : begin + 1;
}

Lexed lex(std::string_view text) { return Lexer(text).run(); }

}  // namespace plimsoll::shell
