// One linear pass over a script that finds what tree-sitter-bash finds badly or slowly: where words end, what is
// quoted, which parts are scripts of their own ($( … ), <( … ), backquotes), redirections and heredocs.
//
// Every region (the text itself, the inside of each substitution) becomes a list of simple commands and a sketch for
// the grammar, in which one letter stands for each simple command:
//
//   if [ -f "$(ls | head)" ]; then A=1 make -j2 > log; fi     ->   if x ; then x ; fi     and     x | x
//
// The sketch is cut at separators outside of all compounds, so that damage stays in its piece.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shell/script.h"
#include "source.h"

namespace plimsoll::shell {

// A word or a redirection; all offsets count in the text that was lexed.
struct Token {
  uint32_t begin = 0;
  uint32_t end = 0;  // of the word, or of the redirection's operator
  bool redirect = false;
  Span target{};  // the word behind the operator
  bool heredoc = false;
  bool has_body = false;  // the heredoc's body is part of the text
  Span body{};
};

// Words and redirections up to an operator.
struct Simple {
  std::vector<Token> tokens;
  Joint joint = Joint::first;
  Span joint_span;            // of the operator
  uint32_t depth = 0;         // of open compounds
  bool damaged = false;       // an unterminated quote or a redirection to nowhere
  bool keyword_test = false;  // [[ … ]] or (( … ))
};

struct Piece {
  std::string sketch;
  uint32_t first_simple = 0;      // of the region
  std::vector<uint32_t> places;   // where in the sketch the letter of each simple command stands
  std::vector<uint32_t> origins;  // per blank-separated mark of the sketch: its offset in the text
  std::vector<uint32_t> marks;    // where in the sketch those marks begin
  bool unread = false;            // nested too deeply or too long for the grammar
};

struct Region {
  uint32_t begin = 0;
  uint32_t end = 0;
  bool substitution = false;
  std::vector<Simple> simples;
  std::vector<Piece> pieces;
  uint32_t inside = 0;  // the region around it
};

struct Lexed {
  std::vector<Region> regions;  // in order of their begin; the first is the whole text
  std::vector<Span>
      enclosed;  // $(…), $((…)), ${…}, <(…), arrays and backquotes with their brackets, in order of their begin
  std::vector<Span> backquotes;  // the insides of backquotes
  std::vector<Span> errors;

  uint32_t end_of(uint32_t begin) const;  // of the enclosed part that begins there
};

// Nesting deeper than this is an error and stays unread: the grammar's runtime is not made for it.
inline constexpr size_t kMaxNesting = 200;
// The runtime counts the children of a node with 16 bits and corrupts memory behind that, so a longer piece is cut
// between two members of a list, or stays unread where it is all one compound.
inline constexpr size_t kMaxMarks = 30'000;

// Where a long pipeline holds an error, the runtime needs time quadratic in its length, so it is cut likewise.
inline constexpr size_t kMaxPipeline = 100;

Lexed lex(std::string_view text);

}  // namespace plimsoll::shell
