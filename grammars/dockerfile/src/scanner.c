// All tokens of a Dockerfile. Lines end with LF; carriage returns before it belong to the line break, as BuildKit has it.
//
// Each byte is read at most three times: once when an instruction that may announce heredocs looks ahead over its logical
// line, once as a token, once more where a heredoc's terminator or white space behind an escape character is found.
#include <stdlib.h>
#include <tree_sitter/parser.h>

#include "heredoc.h"

enum Token {
  DIRECTIVE,
  COMMENT,
  KEYWORD,
  TEXT,
  LINE_CONTINUATION,
  BLANK_LINE,
  LINE_END,
  HEREDOC_BODY,
  HEREDOC_TERMINATOR,
};

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
  bool directives;      // may still come
  bool escape_fixed;    // by a directive, or by a first line with #!, behind which the builder reads no escape directive
  uint8_t pending;      // heredocs whose body is still to come
  uint16_t names_size;
  uint8_t chomp[kHeredocsMax];
  uint16_t sizes[kHeredocsMax];
  char names[kHeredocNamesMax];
  // Scratch for the logical line that is looked ahead at.
  char *line;
  size_t line_size, line_max;
} Scanner;

static bool is_blank(int32_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

static bool is_space(int32_t c) {
  return is_blank(c) || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
         c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

static bool is_letter(int32_t c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
static int32_t lower(int32_t c) { return c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c; }

static void advance(TSLexer *lexer) { lexer->advance(lexer, false); }
static void skip(TSLexer *lexer) { lexer->advance(lexer, true); }
// A NUL byte is a lookahead of 0 as well.
static bool at_end(TSLexer *lexer) { return lexer->lookahead == 0 && lexer->eof(lexer); }
static bool at_line_end(TSLexer *lexer) { return lexer->lookahead == '\n' || at_end(lexer); }

// The character in UTF-8; a byte that is none becomes 0xFF, which no name of a heredoc can equal but itself.
static size_t encode(int32_t c, char *out) {
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

static void append(Scanner *s, int32_t c) {
  if (s->line_max - s->line_size < 4) {
    const size_t max = s->line_max ? s->line_max * 2 : 1024;
    char *grown = realloc(s->line, max);
    if (!grown) return;
    s->line = grown;
    s->line_max = max;
  }
  s->line_size += encode(c, s->line + s->line_size);
}

enum Ending { LINE_ENDS, LINE_GOES_ON };

static void skip_rest_of_line(TSLexer *lexer) {
  while (!at_line_end(lexer)) advance(lexer);
}

// Reads on to the end of the line or to the escape character that joins it with the next one. With `mark` the token ends
// there, before the escape character; where nothing precedes that (*empty), it ends behind it. Without, the characters are
// appended to the scratch line.
static enum Ending read_line(Scanner *s, TSLexer *lexer, bool mark, bool *empty) {
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
static void look_ahead(Scanner *s, TSLexer *lexer, enum Ending ending) {
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
static size_t word_size(const char *line, size_t size) {
  size_t n = 0;
  while (n < size && !is_blank(line[n])) n++;
  return n;
}

static bool is_word(const char *line, size_t size, const char *name) {
  if (size != strlen(name)) return false;
  for (size_t i = 0; i < size; i++) {
    if (lower(line[i]) != name[i]) return false;
  }
  return true;
}

static bool is_heredoc_keyword(const char *word, size_t size) {
  return is_word(word, size, "run") || is_word(word, size, "copy") || is_word(word, size, "add");
}

// Notes the heredocs that the logical line in the scratch announces.
static void note_heredocs(Scanner *s) {
  const char *line = s->line;
  size_t size = s->line_size;
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
  for (const char *less = memchr(line, '<', size); less; less = memchr(line + at, '<', size - at)) {
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

static void drop_heredoc(Scanner *s) {
  const uint16_t size = s->sizes[0];
  s->pending--;
  s->names_size = (uint16_t)(s->names_size - size);
  memmove(s->names, s->names + size, s->names_size);
  memmove(s->chomp, s->chomp + 1, s->pending);
  memmove(s->sizes, s->sizes + 1, s->pending * sizeof(s->sizes[0]));
}

// At the start of a line: reads it, up to its break, and says whether it ends the heredoc that is open.
static bool read_terminator(Scanner *s, TSLexer *lexer) {
  if (s->chomp[0]) {
    while (lexer->lookahead == '\t') advance(lexer);
  }
  size_t at = 0;
  while (!at_line_end(lexer)) {
    char bytes[4];
    if (lexer->lookahead == '\r') {
      while (lexer->lookahead == '\r') advance(lexer);
      if (at_line_end(lexer)) break;
      skip_rest_of_line(lexer);
      return false;
    }
    const size_t size = encode(lexer->lookahead, bytes);
    if (at + size > s->sizes[0] || memcmp(s->names + at, bytes, size) != 0) {
      skip_rest_of_line(lexer);
      return false;
    }
    at += size;
    advance(lexer);
  }
  return at == s->sizes[0];
}

static bool scan_body(Scanner *s, TSLexer *lexer) {
  lexer->result_symbol = HEREDOC_BODY;
  for (;;) {
    lexer->mark_end(lexer);
    if (at_end(lexer)) {
      drop_heredoc(s);
      s->place = s->pending > 0 ? BODY : TOP;
      return true;
    }
    if (read_terminator(s, lexer)) {
      s->place = TERMINATOR;
      return true;
    }
    if (lexer->lookahead == '\n') advance(lexer);
  }
}

static bool scan_terminator(Scanner *s, TSLexer *lexer) {
  if (s->chomp[0]) {
    while (lexer->lookahead == '\t') skip(lexer);
  }
  char bytes[4];
  for (size_t at = 0; at < s->sizes[0]; at += encode(lexer->lookahead, bytes), advance(lexer)) {
  }
  lexer->mark_end(lexer);
  lexer->result_symbol = HEREDOC_TERMINATOR;
  drop_heredoc(s);
  s->place = s->pending > 0 ? NEXT_BODY : TOP;
  return true;
}

static void mark_rest_of_line(TSLexer *lexer) {
  for (;;) {
    while (!at_line_end(lexer) && lexer->lookahead != '\r') advance(lexer);
    lexer->mark_end(lexer);
    while (lexer->lookahead == '\r') advance(lexer);
    if (at_line_end(lexer)) return;
  }
}

static void advance_spaces(TSLexer *lexer) {
  while (is_space(lexer->lookahead) && !at_line_end(lexer)) advance(lexer);
}

// Reads " name = value" behind a "#", and says whether it is a directive.
static bool read_directive(Scanner *s, TSLexer *lexer) {
  char name[8];
  size_t size = 0;
  advance_spaces(lexer);
  for (; is_letter(lexer->lookahead) || (lexer->lookahead >= '0' && lexer->lookahead <= '9'); advance(lexer)) {
    if (size < sizeof(name)) name[size++] = (char)lexer->lookahead;
  }
  advance_spaces(lexer);
  const bool escape = is_word(name, size, "escape");
  if ((!escape && !is_word(name, size, "syntax") && !is_word(name, size, "check")) || lexer->lookahead != '=') return false;
  advance(lexer);
  advance_spaces(lexer);
  if (at_line_end(lexer)) return false;
  if (escape && !s->escape_fixed) {
    const int32_t value = lexer->lookahead;
    advance(lexer);
    advance_spaces(lexer);
    if (at_line_end(lexer) && (value == '\\' || value == '`')) s->escape = (char)value;
    s->escape_fixed = true;
  }
  return true;
}

static bool scan_comment(Scanner *s, TSLexer *lexer) {
  const bool first = s->place == START;
  s->place = TOP;
  lexer->result_symbol = COMMENT;
  advance(lexer);
  if (first && lexer->lookahead == '!') {
    s->escape_fixed = true;
  } else if (s->directives) {
    s->directives = read_directive(s, lexer);
    if (s->directives) lexer->result_symbol = DIRECTIVE;
  }
  mark_rest_of_line(lexer);
  return true;
}

static bool scan_keyword(Scanner *s, TSLexer *lexer) {
  s->directives = false;
  s->line_size = 0;
  s->pending = 0;
  s->names_size = 0;
  s->place = IN_LINE;
  lexer->result_symbol = KEYWORD;
  while (!at_end(lexer) && !is_blank(lexer->lookahead) && lexer->lookahead != s->escape) {
    append(s, lexer->lookahead);
    advance(lexer);
  }
  enum Ending ending = LINE_ENDS;
  if (s->line_size > 0) {
    lexer->mark_end(lexer);
    if (lexer->lookahead != s->escape && !is_heredoc_keyword(s->line, s->line_size) &&
        !is_word(s->line, s->line_size, "onbuild")) {
      return true;
    }
  } else {
    bool empty = true;
    ending = read_line(s, lexer, true, &empty);
    lexer->result_symbol = ending == LINE_GOES_ON && empty ? LINE_CONTINUATION : TEXT;
    if (ending == LINE_GOES_ON) s->place = empty ? LINE_JOINED : BEFORE_CONTINUATION;
    // A word that starts with a plain escape character is no keyword.
    if (lexer->result_symbol == TEXT) return true;
  }
  look_ahead(s, lexer, ending);
  note_heredocs(s);
  return true;
}

static bool end_line(Scanner *s, TSLexer *lexer) {
  if (lexer->lookahead == '\n') advance(lexer);
  lexer->mark_end(lexer);
  lexer->result_symbol = LINE_END;
  s->place = s->pending > 0 ? BODY : TOP;
  return true;
}

static bool scan_text(Scanner *s, TSLexer *lexer, bool empty) {
  const enum Ending ending = read_line(s, lexer, true, &empty);
  if (ending == LINE_ENDS && empty) return end_line(s, lexer);
  const bool bare = ending == LINE_GOES_ON && empty;
  lexer->result_symbol = bare ? LINE_CONTINUATION : TEXT;
  s->place = ending == LINE_ENDS ? IN_LINE : bare ? LINE_JOINED : BEFORE_CONTINUATION;
  return true;
}

static bool scan_joined_line(Scanner *s, TSLexer *lexer) {
  if (at_end(lexer)) return end_line(s, lexer);
  bool empty = true;
  while (is_space(lexer->lookahead) && lexer->lookahead != '\n') {
    advance(lexer);
    empty = false;
  }
  if (at_line_end(lexer)) {
    if (lexer->lookahead == '\n') advance(lexer);
    lexer->mark_end(lexer);
    lexer->result_symbol = BLANK_LINE;
    s->place = LINE_START;
    return true;
  }
  if (lexer->lookahead == '#') {
    mark_rest_of_line(lexer);
    lexer->result_symbol = COMMENT;
    s->place = LINE_JOINED;
    return true;
  }
  return scan_text(s, lexer, empty);
}

static bool scan_top(Scanner *s, TSLexer *lexer) {
  int breaks = s->place == START ? 1 : 0;
  bool skipped = false;
  while (is_space(lexer->lookahead)) {
    // A blank line ends the directives.
    if (lexer->lookahead == '\n' && ++breaks > 1) s->directives = false;
    if (lexer->lookahead == '\n' && s->place == START) s->place = TOP;
    skip(lexer);
    skipped = true;
  }
  if (at_end(lexer)) {
    lexer->mark_end(lexer);
    lexer->result_symbol = LINE_END;
    return skipped;
  }
  return lexer->lookahead == '#' ? scan_comment(s, lexer) : scan_keyword(s, lexer);
}

static void skip_line_end(TSLexer *lexer) {
  while (lexer->lookahead == ' ' || lexer->lookahead == '\t' || lexer->lookahead == '\r') skip(lexer);
  if (lexer->lookahead == '\n') skip(lexer);
}

bool tree_sitter_dockerfile_external_scanner_scan(void *payload, TSLexer *lexer, const bool *valid_symbols) {
  Scanner *s = payload;
  (void)valid_symbols;
  switch (s->place) {
    case IN_LINE:
      return scan_text(s, lexer, true);
    case BEFORE_CONTINUATION:
      advance(lexer);
      lexer->mark_end(lexer);
      lexer->result_symbol = LINE_CONTINUATION;
      s->place = LINE_JOINED;
      return true;
    case LINE_JOINED:
      skip_line_end(lexer);
      return scan_joined_line(s, lexer);
    case LINE_START:
      return scan_joined_line(s, lexer);
    case NEXT_BODY:
      skip_line_end(lexer);
      return scan_body(s, lexer);
    case BODY:
      return scan_body(s, lexer);
    case TERMINATOR:
      return scan_terminator(s, lexer);
    default:
      return scan_top(s, lexer);
  }
}

void tree_sitter_dockerfile_external_scanner_deserialize(void *payload, const char *buffer, unsigned length);

void *tree_sitter_dockerfile_external_scanner_create(void) {
  Scanner *s = calloc(1, sizeof(Scanner));
  if (s) tree_sitter_dockerfile_external_scanner_deserialize(s, NULL, 0);
  return s;
}

void tree_sitter_dockerfile_external_scanner_destroy(void *payload) {
  Scanner *s = payload;
  if (s) free(s->line);
  free(s);
}

unsigned tree_sitter_dockerfile_external_scanner_serialize(void *payload, char *buffer) {
  const Scanner *s = payload;
  unsigned size = 0;
  buffer[size++] = (char)s->place;
  buffer[size++] = s->escape;
  buffer[size++] = (char)(s->directives | s->escape_fixed << 1);
  buffer[size++] = (char)s->pending;
  for (int i = 0; i < s->pending; i++) {
    buffer[size++] = (char)s->chomp[i];
    memcpy(buffer + size, &s->sizes[i], sizeof(s->sizes[i]));
    size += sizeof(s->sizes[i]);
  }
  memcpy(buffer + size, s->names, s->names_size);
  return size + s->names_size;
}

void tree_sitter_dockerfile_external_scanner_deserialize(void *payload, const char *buffer, unsigned length) {
  Scanner *s = payload;
  s->place = START;
  s->escape = '\\';
  s->directives = true;
  s->escape_fixed = false;
  s->pending = 0;
  s->names_size = 0;
  if (length < 4) return;
  s->place = (uint8_t)buffer[0];
  s->escape = buffer[1];
  s->directives = buffer[2] & 1;
  s->escape_fixed = buffer[2] >> 1 & 1;
  s->pending = (uint8_t)buffer[3];
  unsigned size = 4;
  for (int i = 0; i < s->pending; i++) {
    s->chomp[i] = (uint8_t)buffer[size++];
    memcpy(&s->sizes[i], buffer + size, sizeof(s->sizes[i]));
    size += sizeof(s->sizes[i]);
  }
  s->names_size = (uint16_t)(length - size);
  memcpy(s->names, buffer + size, s->names_size);
}
