// The pass behind lex(): its state and its steps, which lex.cc (what encloses, words), lex_commands.cc (simple
// commands, redirections, heredocs, the sketch) and lex_grammar.cc (operators, reserved words) define. Used by these
// files only.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/lex.h"

namespace plimsoll::shell {

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text), size_(static_cast<uint32_t>(text.size())) {
    open_region(0, false);
  }

  Lexed run();

 private:
  enum class Expect : uint8_t {
    command,  // a command or a reserved word may start here
    words,    // inside a simple command
    after,    // behind a compound command
    for_name,
    for_rest,
    for_words,
    case_word,
    case_in,
    pattern,
    pattern_rest,
    function_name,
    function_parens,
    test,
  };

  // What encloses the place that is being read.
  struct Frame {
    enum Kind : uint8_t { region, quoted, braces, parens } kind;
    uint32_t begin;          // of the opening bracket
    uint32_t depth = 0;      // open parentheses inside `parens`
    bool in_quotes = false;  // `braces` within double quotes: single quotes mean nothing there
    uint32_t region_index = 0;
    size_t enclosed = 0;  // its entry in Lexed::enclosed
  };

  // How far a region has been read.
  struct State {
    Expect expect = Expect::command;
    Joint joint = Joint::first;
    Span joint_span;
    std::vector<char> open;  // ( { i=if l=loop c=case
    bool in_word = false;
    bool damaged_word = false;
    uint32_t word_begin = 0;
    bool simple_open = false;
    bool wants_target = false;      // a redirection waits for its word
    bool dropped_redirect = false;  // … which belongs to a compound command
    Token redirect;
    bool piece_open = false;
    bool needs_command = false;  // the last mark wants a command behind it
    size_t pipes = 0;
    bool excused = false;  // a misplaced token excuses the separator behind it
  };

  struct PendingHeredoc {
    uint32_t region, simple, token;
    std::string delimiter;
    bool chomp;
  };

  char peek(uint32_t ahead = 0) const { return at_ + ahead < size_ ? text_[at_ + ahead] : '\0'; }
  bool sees(std::string_view part) const { return text_.substr(at_, part.size()) == part; }
  Region& region() { return out_.regions[region_index()]; }
  State& state() { return states_[region_index()]; }
  uint32_t region_index() const { return current_; }

  // enclosed parts
  void open(Frame frame, uint32_t skip);
  void open_region(uint32_t skip, bool substitution);
  void close();
  // The rest cannot be read: every word that is still open is damaged.
  void close_at_end();
  void give_up();
  void end_region();
  void read_single_quoted();
  void read_ansi_quoted();
  void read_backquoted();
  void unterminated();
  // "$…" and backquotes, which mean the same inside and outside of double quotes.
  bool read_expansion(bool in_quotes);
  // "((" opens arithmetic if its two parentheses close together; a nested subshell does not look so. The look ahead is
  // short so that the pass stays linear.
  bool is_arithmetic(uint32_t from) const;
  void read_quoted();
  void read_braces();
  void read_parens();
  void read_inner(bool in_quotes);

  // words
  void read_script();
  void read_word_part(char c);
  // The first byte that may mean something to a script or inside quotes or brackets.
  uint32_t skip_plain(uint32_t from) const;
  bool is_number(uint32_t begin) const;
  void read_between_words(char c);
  void start_word();
  void end_of_word();
  void take_word(const Token& token, bool damaged);

  // simple commands
  Simple& simple();
  void add(const Token& token, bool damaged);
  void end_simple();
  void start_redirect(uint32_t begin);
  void take_target(const Token& word, bool damaged);
  void lose_target();
  // Bodies of heredocs stand behind the line that names them, in order.
  void read_heredocs();

  // operators
  void newline();
  void separator();
  void end_command(std::string_view op, Joint joint, uint32_t begin);
  void parenthesis();
  std::optional<uint32_t> after_empty_parentheses() const;
  // "name ( )": what was taken for a command is the name of a function.
  void define_function(uint32_t behind);
  void close_parenthesis();
  // A token that cannot stand here: what follows is read as a new command, and the grammar does not see the token, for
  // many of them in a row cost it more than linear time.
  void misplaced(uint32_t begin, uint32_t end);
  // Where a command is missing, "a && ; b": an error, and the grammar sees one, for the same reason.
  void supply_command(uint32_t begin);

  // reserved words
  bool reserved(std::string_view word, uint32_t begin);
  void push(char kind);
  void leave_unread(Piece& piece);
  void close_compound(std::string_view word, char kind, uint32_t begin);

  // sketch
  void mark(std::string_view text, uint32_t begin);
  void origin(uint32_t begin) { region().pieces.back().origins.back() = begin; }
  void end_piece();

  std::string_view text_;
  uint32_t size_;
  uint32_t at_ = 0;
  uint32_t current_ = 0;
  std::vector<Frame> frames_;
  std::vector<State> states_;  // one per region
  std::vector<PendingHeredoc> heredocs_;
  Lexed out_;
};

}  // namespace plimsoll::shell
