// The scanner's state and how it reads lines: characters, continuations, the look ahead for heredocs.
#ifndef PLIMSOLL_DOCKERFILE_LINE_H_
#define PLIMSOLL_DOCKERFILE_LINE_H_

#include <stdlib.h>
#include <tree_sitter/parser.h>

#include "heredoc.h"

enum Place {
  START,                // of the file
  TOP,                  // before an instruction: at the end of a line or at the start of one
  IN_LINE,              // behind a keyword or a text
  BEFORE_CONTINUATION,  // at an escape character that joins lines
  LINE_JOINED,          // at the rest of a line that goes on
  LINE_START,           // at the start of a line that goes on with the one before
  BODY,                 // at the first line of a heredoc's body
  NEXT_BODY,            // behind a terminator, on whose next line another body starts
  TERMINATOR,           // behind a body, at the line that ends it
};

// Serialized to at most 4 + 3 * kHeredocsMax + kHeredocNamesMax bytes, of which tree-sitter has 1024.
typedef struct {
  uint8_t place;
  char escape;
  bool directives;    // may still come
  bool escape_fixed;  // by a directive, or by a first line with #!, behind which the builder reads no escape directive
  uint8_t pending;    // heredocs whose body is still to come
  uint16_t names_size;
  uint8_t chomp[kHeredocsMax];
  uint16_t sizes[kHeredocsMax];
  char names[kHeredocNamesMax];
  // Scratch for the logical line that is looked ahead at.
  char* line;
  size_t line_size, line_max;
} Scanner;

static bool is_blank(int32_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static bool is_space(int32_t c) {
  return is_blank(c) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_letter(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static int32_t lower(int32_t c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; }

static void advance(TSLexer* lexer) { lexer->advance(lexer, false); }
static void skip(TSLexer* lexer) { lexer->advance(lexer, true); }
// A NUL byte is a lookahead of 0 as well.
static bool at_end(TSLexer* lexer) { return lexer->lookahead == 0 && lexer->eof(lexer); }
static bool at_line_end(TSLexer* lexer) { return lexer->lookahead == '\n' || at_end(lexer); }

// The character in UTF-8; a byte that is none becomes 0xFF, which no name of a heredoc can equal but itself.
static size_t encode(int32_t c, char* out) {
  if (c < 0) {
    out[0] = (char)0xFF;
    return 1;
  }
  if (c < 0x80) {
    out[0] = (char)c;
    return 1;
  }
  if (c < 0x800) {
    out[0] = (char)(0xC0 | (c >> 6));
    out[1] = (char)(0x80 | (c & 0x3F));
    return 2;
  }
  if (c < 0x10000) {
    out[0] = (char)(0xE0 | (c >> 12));
    out[1] = (char)(0x80 | ((c >> 6) & 0x3F));
    out[2] = (char)(0x80 | (c & 0x3F));
    return 3;
  }
  out[0] = (char)(0xF0 | (c >> 18));
  out[1] = (char)(0x80 | ((c >> 12) & 0x3F));
  out[2] = (char)(0x80 | ((c >> 6) & 0x3F));
  out[3] = (char)(0x80 | (c & 0x3F));
  return 4;
}

static void append(Scanner* s, int32_t c) {
  if (c >= 0 && c < 0x80 && s->line_size < s->line_max) {
    s->line[s->line_size++] = (char)c;
    return;
  }
  if (s->line_max - s->line_size < 4) {
    const size_t max = s->line_max ? s->line_max * 2 : 1024;
    char* grown = realloc(s->line, max);
    if (!grown) return;
    s->line = grown;
    s->line_max = max;
  }
  s->line_size += encode(c, s->line + s->line_size);
}

enum Ending { LINE_ENDS, LINE_GOES_ON };

static void skip_rest_of_line(TSLexer* lexer) {
  while (!at_line_end(lexer)) advance(lexer);
}

// Reads on to the end of the line or to the escape character that joins it with the next one. With `mark` the token
// ends there, before the escape character; where nothing precedes that (*empty), it ends behind it. Without, the
// characters are appended to the scratch line.
static enum Ending read_line(Scanner* s, TSLexer* lexer, bool mark, bool* empty) {
  bool after_escape = false;
  for (;;) {
    const int32_t c = lexer->lookahead;
    const bool joins = c == s->escape && !after_escape;
    if (at_line_end(lexer)) {
      if (mark) lexer->mark_end(lexer);
      return LINE_ENDS;
    }
    if (!joins && c != '\r') {
      if (!mark) append(s, c);
      advance(lexer);
      after_escape = c == s->escape;
      *empty = false;
      continue;
    }
    const size_t before = s->line_size;
    if (mark && !(joins && *empty)) lexer->mark_end(lexer);
    after_escape = joins;
    if (joins) {
      if (!mark) append(s, c);
      advance(lexer);
      if (mark && *empty) lexer->mark_end(lexer);
    }
    while (lexer->lookahead == '\r' || (joins && (lexer->lookahead == ' ' || lexer->lookahead == '\t'))) {
      // Behind a carriage return there is no blank in a line break.
      const bool carriage_return = lexer->lookahead == '\r';
      do {
        if (!mark) append(s, lexer->lookahead);
        advance(lexer);
      } while (carriage_return && lexer->lookahead == '\r');
      after_escape = false;
      if (carriage_return) break;
    }
    if (at_line_end(lexer)) {
      s->line_size = before;
      return joins ? LINE_GOES_ON : LINE_ENDS;
    }
    *empty = false;
  }
}

// Appends the rest of the logical line to the scratch line.
static void look_ahead(Scanner* s, TSLexer* lexer, enum Ending ending) {
  bool empty = false;
  if (ending == LINE_ENDS) ending = read_line(s, lexer, false, &empty);
  while (ending == LINE_GOES_ON) {
    for (;;) {
      if (at_end(lexer)) return;
      advance(lexer);
      const size_t before = s->line_size;
      while (is_space(lexer->lookahead) && lexer->lookahead != '\n') {
        append(s, lexer->lookahead);
        advance(lexer);
      }
      if (lexer->lookahead == '#') {
        skip_rest_of_line(lexer);
      } else if (!at_line_end(lexer)) {
        break;
      }
      s->line_size = before;
    }
    ending = read_line(s, lexer, false, &empty);
  }
}

// Size of the word at the head of `line`.
static size_t word_size(const char* line, size_t size) {
  size_t n = 0;
  while (n < size && !is_blank(line[n])) n++;
  return n;
}

static bool is_word(const char* line, size_t size, const char* name) {
  if (size != strlen(name)) return false;
  for (size_t i = 0; i < size; i++) {
    if (lower(line[i]) != name[i]) return false;
  }
  return true;
}

static bool is_heredoc_keyword(const char* word, size_t size) {
  return is_word(word, size, "run") || is_word(word, size, "copy") || is_word(word, size, "add");
}

// Notes the heredocs that the logical line in the scratch announces.
static void note_heredocs(Scanner* s) {
  const char* line = s->line;
  size_t size = s->line_size;
  while (size > 0 && is_blank(*line)) line++, size--;
  if (size == 0) return;
  size_t word = word_size(line, size);
  bool takes = is_heredoc_keyword(line, word);
  line += word;
  size -= word;
  if (is_word(line - word, word, "onbuild")) {
    size_t at = 0;
    do {
      at += word_size(line + at, size - at);
      while (at < size && is_blank(line[at])) at++;
    } while (at + 1 < size && line[at] == '-' && line[at + 1] == '-');
    takes = is_heredoc_keyword(line + at, word_size(line + at, size - at));
  }
  if (!takes) return;
  size_t at = 0;
  for (const char* less = memchr(line, '<', size); less; less = memchr(line + at, '<', size - at)) {
    at = (size_t)(less - line) + 1;
    if (at < size && line[at] == '<') break;
    if (at >= size) return;
  }
  if (at == 0 || at >= size || line[at] != '<') return;

  HeredocList list;
  heredocs_of_line(line, size, &list);
  for (size_t i = 0; i < list.count; i++) {
    s->chomp[i] = list.markers[i].chomp;
    s->sizes[i] = list.markers[i].name_size;
  }
  memcpy(s->names, list.names, list.names_size);
  s->pending = (uint8_t)list.count;
  s->names_size = (uint16_t)list.names_size;
}

#endif  // PLIMSOLL_DOCKERFILE_LINE_H_
