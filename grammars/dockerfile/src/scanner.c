// All tokens of a Dockerfile. Lines end with LF; carriage returns before it belong to the line break, as BuildKit has
// it.
//
// Each byte is read at most three times: once when an instruction that may announce heredocs looks ahead over its
// logical line, once as a token, once more where a heredoc's terminator or white space behind an escape character is
// found.
#include "line.h"

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

static void drop_heredoc(Scanner* s) {
  const uint16_t size = s->sizes[0];
  s->pending--;
  s->names_size = (uint16_t)(s->names_size - size);
  memmove(s->names, s->names + size, s->names_size);
  memmove(s->chomp, s->chomp + 1, s->pending);
  memmove(s->sizes, s->sizes + 1, s->pending * sizeof(s->sizes[0]));
}

// At the start of a line: reads it, up to its break, and says whether it ends the heredoc that is open.
static bool read_terminator(Scanner* s, TSLexer* lexer) {
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

static bool scan_body(Scanner* s, TSLexer* lexer) {
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

static bool scan_terminator(Scanner* s, TSLexer* lexer) {
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

static void mark_rest_of_line(TSLexer* lexer) {
  for (;;) {
    while (!at_line_end(lexer) && lexer->lookahead != '\r') advance(lexer);
    lexer->mark_end(lexer);
    while (lexer->lookahead == '\r') advance(lexer);
    if (at_line_end(lexer)) return;
  }
}

// Says whether it came to the end of the line over carriage returns, before which the token's end is marked then.
static bool advance_spaces(TSLexer* lexer) {
  bool marked = false;
  while (is_space(lexer->lookahead) && !at_line_end(lexer)) {
    if (lexer->lookahead == '\r' && !marked) lexer->mark_end(lexer);
    marked = lexer->lookahead == '\r';
    advance(lexer);
  }
  return marked && at_line_end(lexer);
}

// Reads " name = value" behind a "#", and says whether it is a directive. *marked: the end of the token is.
static bool read_directive(Scanner* s, TSLexer* lexer, bool* marked) {
  char name[8];
  size_t size = 0;
  *marked = advance_spaces(lexer);
  for (; is_letter(lexer->lookahead) || (lexer->lookahead >= '0' && lexer->lookahead <= '9'); advance(lexer)) {
    if (size < sizeof(name)) name[size++] = (char)lexer->lookahead;
  }
  *marked = advance_spaces(lexer);
  const bool escape = is_word(name, size, "escape");
  if ((!escape && !is_word(name, size, "syntax") && !is_word(name, size, "check")) || lexer->lookahead != '=')
    return false;
  advance(lexer);
  *marked = advance_spaces(lexer);
  if (at_line_end(lexer)) return false;
  if (escape && !s->escape_fixed) {
    const int32_t value = lexer->lookahead;
    advance(lexer);
    *marked = advance_spaces(lexer);
    if (at_line_end(lexer) && (value == '\\' || value == '`')) s->escape = (char)value;
    s->escape_fixed = true;
  }
  return true;
}

static bool scan_comment(Scanner* s, TSLexer* lexer) {
  const bool first = s->place == START;
  bool marked = false;
  s->place = TOP;
  lexer->result_symbol = COMMENT;
  advance(lexer);
  if (first && lexer->lookahead == '!') {
    s->escape_fixed = true;
  } else if (s->directives) {
    s->directives = read_directive(s, lexer, &marked);
    if (s->directives) lexer->result_symbol = DIRECTIVE;
  }
  if (!marked) mark_rest_of_line(lexer);
  return true;
}

static bool scan_keyword(Scanner* s, TSLexer* lexer) {
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

static bool end_line(Scanner* s, TSLexer* lexer) {
  if (lexer->lookahead == '\n') advance(lexer);
  lexer->mark_end(lexer);
  lexer->result_symbol = LINE_END;
  s->place = s->pending > 0 ? BODY : TOP;
  return true;
}

static bool scan_text(Scanner* s, TSLexer* lexer, bool empty) {
  const enum Ending ending = read_line(s, lexer, true, &empty);
  if (ending == LINE_ENDS && empty) return end_line(s, lexer);
  const bool bare = ending == LINE_GOES_ON && empty;
  lexer->result_symbol = bare ? LINE_CONTINUATION : TEXT;
  s->place = ending == LINE_ENDS ? IN_LINE : bare ? LINE_JOINED : BEFORE_CONTINUATION;
  return true;
}

static bool scan_joined_line(Scanner* s, TSLexer* lexer) {
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

static bool scan_top(Scanner* s, TSLexer* lexer) {
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

static void skip_line_end(TSLexer* lexer) {
  while (lexer->lookahead == ' ' || lexer->lookahead == '\t' || lexer->lookahead == '\r') skip(lexer);
  if (lexer->lookahead == '\n') skip(lexer);
}

bool tree_sitter_dockerfile_external_scanner_scan(void* payload, TSLexer* lexer, const bool* valid_symbols) {
  Scanner* s = payload;
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

void tree_sitter_dockerfile_external_scanner_deserialize(void* payload, const char* buffer, unsigned length);

void* tree_sitter_dockerfile_external_scanner_create(void) {
  Scanner* s = calloc(1, sizeof(Scanner));
  if (s) tree_sitter_dockerfile_external_scanner_deserialize(s, NULL, 0);
  return s;
}

void tree_sitter_dockerfile_external_scanner_destroy(void* payload) {
  Scanner* s = payload;
  if (s) free(s->line);
  free(s);
}

unsigned tree_sitter_dockerfile_external_scanner_serialize(void* payload, char* buffer) {
  const Scanner* s = payload;
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

void tree_sitter_dockerfile_external_scanner_deserialize(void* payload, const char* buffer, unsigned length) {
  Scanner* s = payload;
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
