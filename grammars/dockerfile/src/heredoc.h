// Which heredocs an instruction announces: the markers <<NAME among the words of its logical line.
//
// Shared by the scanner, which must know where the bodies end, and by the typed tree, which wants the markers' places.
// Words are split as BuildKit does there: quotes and ${…} keep blanks together, "<<" may be followed by blanks, "\"
// escapes whatever the escape character of the file is, and a line with an open quote has no heredocs at all. Header
// only, because `tree-sitter test` compiles parser.c and scanner.c alone.
//
//   heredocs_of_line(" cat <<EOF <<-'B'", 17, &list);   // EOF (expand), B (chomp)
#ifndef PLIMSOLL_DOCKERFILE_HEREDOC_H_
#define PLIMSOLL_DOCKERFILE_HEREDOC_H_

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

// What fits into tree-sitter's serialization buffer. What an instruction announces beyond that is ignored.
enum { kHeredocsMax = 120, kHeredocNamesMax = 512, kHeredocWordMax = 1024, kHeredocNestingMax = 64 };

typedef struct {
  size_t begin, end;    // the marker in the line: 3<<-"EOF"
  uint16_t name_begin;  // in `names`
  uint16_t name_size;
  bool chomp;
  bool expand;
} HeredocMarker;

typedef struct {
  HeredocMarker markers[kHeredocsMax];
  char names[kHeredocNamesMax];
  size_t count;
  size_t names_size;
} HeredocList;

// Size in bytes of the white space character (Unicode's) at `text`, 0 if there is none.
static inline size_t space_size(const char* text, size_t left) {
  const unsigned char* c = (const unsigned char*)text;
  if (left == 0) return 0;
  if (c[0] == ' ' || (c[0] >= '\t' && c[0] <= '\r')) return 1;
  if (c[0] < 0xC2) return 0;
  if (left >= 2 && c[0] == 0xC2) return c[1] == 0x85 || c[1] == 0xA0 ? 2 : 0;
  if (left < 3) return 0;
  if (c[0] == 0xE1) return c[1] == 0x9A && c[2] == 0x80 ? 3 : 0;
  if (c[0] == 0xE3) return c[1] == 0x80 && c[2] == 0x80 ? 3 : 0;
  if (c[0] != 0xE2) return 0;
  if (c[1] == 0x81) return c[2] == 0x9F ? 3 : 0;
  return c[1] == 0x80 && ((c[2] >= 0x80 && c[2] <= 0x8A) || c[2] == 0xA8 || c[2] == 0xA9 || c[2] == 0xAF) ? 3 : 0;
}

typedef struct {
  const char* text;
  size_t size, at;
  bool raw;     // keep quotes and escapes in the words
  bool failed;  // an open quote or a malformed ${…}
  int nesting;
  char* word;  // the current word
  size_t word_size, word_max;
  size_t begin, end;  // where it stands
  bool in_word, too_long;
  int words, quotes;
  HeredocList* list;  // where a finished word goes; NULL: only count
} HeredocWords;

static inline void heredoc_take(HeredocWords* w);

static inline void heredoc_finish_word(HeredocWords* w) {
  if (!w->in_word || (w->word_size == 0 && !w->too_long)) return;
  w->words++;
  if (w->list) {
    heredoc_take(w);
    w->word_size = 0;
  }
  w->too_long = false;
  w->in_word = false;
}

// Adds `size` bytes that stand at `from`; blanks among them split words unless `quoted`.
static inline void heredoc_put(HeredocWords* w, size_t from, size_t size, bool quoted) {
  const bool blank = !quoted && space_size(w->text + from, size) > 0;
  if (blank) {
    if (w->in_word) heredoc_finish_word(w);
    return;
  }
  if (!w->in_word && w->word_size == 0) w->begin = from;
  w->in_word = true;
  w->end = from + size;
  if (w->words > 0 && !w->list) return;
  if (w->word_size + size > w->word_max) {
    w->too_long = true;
    return;
  }
  memcpy(w->word + w->word_size, w->text + from, size);
  w->word_size += size;
}

// Moves over one character and adds it.
static inline void heredoc_next(HeredocWords* w, bool quoted) {
  size_t size = space_size(w->text + w->at, w->size - w->at);
  if (size == 0) size = 1;
  heredoc_put(w, w->at, size, quoted);
  w->at += size;
}

static inline bool heredoc_at(const HeredocWords* w, char c) { return w->at < w->size && w->text[w->at] == c; }

static inline void heredoc_quote(HeredocWords* w) {
  w->quotes++;
  if (w->raw) heredoc_put(w, w->at, 1, true);
  w->in_word = true;
  w->at++;
}

static inline void heredoc_dollar(HeredocWords* w, bool quoted);

static inline void heredoc_single_quotes(HeredocWords* w, bool quoted) {
  heredoc_quote(w);
  while (w->at < w->size && w->text[w->at] != '\'') heredoc_next(w, quoted);
  if (w->at == w->size) {
    w->failed = true;
  } else {
    heredoc_quote(w);
  }
}

static inline void heredoc_double_quotes(HeredocWords* w, bool quoted, bool raw_escapes) {
  heredoc_quote(w);
  while (!w->failed) {
    if (w->at == w->size) {
      w->failed = true;
    } else if (w->text[w->at] == '"') {
      heredoc_quote(w);
      return;
    } else if (w->text[w->at] == '$') {
      heredoc_dollar(w, quoted);
    } else if (w->text[w->at] == '\\' && w->at + 1 < w->size) {
      const char next = w->text[w->at + 1];
      if (next == '"' || next == '$' || next == '\\') {
        if (raw_escapes) heredoc_put(w, w->at, 1, quoted);
        w->at++;
      }
      heredoc_next(w, quoted);
    } else {
      heredoc_next(w, quoted);
    }
  }
}

// Up to `stop`, or to the end of the line where it is 0. `quoted`: nothing in here splits words.
static inline void heredoc_until(HeredocWords* w, char stop, bool quoted, bool raw_escapes) {
  const bool top = stop == 0;
  while (w->at < w->size && !w->failed) {
    const char c = w->text[w->at];
    if (!top && c == stop) return;
    if (c == '\'') {
      heredoc_single_quotes(w, quoted || top);
    } else if (c == '"') {
      heredoc_double_quotes(w, quoted || top, raw_escapes);
    } else if (c == '$') {
      heredoc_dollar(w, quoted);
    } else if (c == '<' && w->at + 1 < w->size && w->text[w->at + 1] == '<') {
      heredoc_next(w, quoted || top);
      heredoc_next(w, quoted || top);
      while (w->at < w->size && space_size(w->text + w->at, w->size - w->at) > 0) heredoc_next(w, quoted || top);
    } else if (c == '\\') {
      if (raw_escapes) heredoc_put(w, w->at, 1, quoted || top);
      w->at++;
      if (w->at < w->size) heredoc_next(w, quoted || top);
    } else {
      heredoc_next(w, quoted);
    }
  }
  if (!top) w->failed = true;
}

static inline bool heredoc_is_digit(char c) { return c >= '0' && c <= '9'; }

static inline void heredoc_name(HeredocWords* w, bool quoted) {
  if (w->at == w->size) return;
  if (heredoc_is_digit(w->text[w->at])) {
    while (w->at < w->size && heredoc_is_digit(w->text[w->at])) heredoc_next(w, quoted);
    return;
  }
  if (strchr("@*#?-$!", w->text[w->at]) && w->text[w->at] != '\0') {
    heredoc_next(w, quoted);
    return;
  }
  while (w->at < w->size) {
    const unsigned char c = (unsigned char)w->text[w->at];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || heredoc_is_digit((char)c) || c == '_' ||
                        (c >= 0x80 && space_size(w->text + w->at, w->size - w->at) == 0);
    if (!letter) return;
    heredoc_next(w, quoted);
  }
}

// $NAME or ${…}, which stays in the word as it is written.
static inline void heredoc_dollar(HeredocWords* w, bool quoted) {
  heredoc_next(w, quoted);
  if (!heredoc_at(w, '{')) {
    heredoc_name(w, quoted);
    return;
  }
  heredoc_next(w, quoted);
  if (w->at == w->size || heredoc_at(w, '{') || heredoc_at(w, '}') || heredoc_at(w, ':') ||
      w->nesting == kHeredocNestingMax) {
    w->failed = true;
    return;
  }
  w->nesting++;
  heredoc_name(w, quoted);
  const char operation = w->at < w->size ? w->text[w->at] : '\0';
  if (operation == '/') {
    heredoc_next(w, quoted);
    if (heredoc_at(w, '/')) heredoc_next(w, quoted);
    heredoc_until(w, '/', quoted, true);
    if (!w->failed) heredoc_next(w, quoted);
    if (!w->failed) heredoc_until(w, '}', quoted, true);
  } else if (operation == ':' || operation == '+' || operation == '-' || operation == '?' || operation == '#' ||
             operation == '%') {
    heredoc_next(w, quoted);
    char modifier = operation;
    if (operation == ':' && w->at < w->size) {
      modifier = w->text[w->at];
      heredoc_next(w, quoted);
    }
    heredoc_until(w, '}', quoted, modifier == '#' || modifier == '%');
  } else if (operation != '}') {
    w->failed = true;
  }
  if (!w->failed) heredoc_next(w, quoted);
  w->nesting--;
}

// Files the finished word if it is a marker: digits, "<<", "-" or not, blanks, one word.
static inline void heredoc_take(HeredocWords* w) {
  HeredocList* list = w->list;
  size_t at = 0;
  if (w->too_long || list->count == kHeredocsMax) return;
  while (at < w->word_size && heredoc_is_digit(w->word[at])) at++;
  if (at + 2 >= w->word_size || w->word[at] != '<' || w->word[at + 1] != '<') return;
  at += 2;
  const bool chomp = w->word[at] == '-';
  if (chomp) at++;
  while (at < w->word_size && (w->word[at] == ' ' || (w->word[at] >= '\t' && w->word[at] <= '\r'))) at++;
  if (memchr(w->word + at, '<', w->word_size - at)) return;

  HeredocWords name;
  memset(&name, 0, sizeof(name));
  name.text = w->word + at;
  name.size = w->word_size - at;
  name.word = list->names + list->names_size;
  name.word_max = kHeredocNamesMax - list->names_size;
  heredoc_until(&name, 0, false, false);
  const bool too_long = name.too_long;
  heredoc_finish_word(&name);
  if (name.failed || name.words != 1 || too_long) return;

  HeredocMarker* marker = &list->markers[list->count++];
  marker->begin = w->begin;
  marker->end = w->end;
  marker->name_begin = (uint16_t)list->names_size;
  marker->name_size = (uint16_t)name.word_size;
  marker->chomp = chomp;
  marker->expand = name.quotes == 0;
  list->names_size += name.word_size;
}

// The heredocs of a logical line, which is the text behind the keyword. Whether the instruction takes any is not asked
// here.
static inline void heredocs_of_line(const char* line, size_t size, HeredocList* list) {
  char word[kHeredocWordMax];
  HeredocWords words;
  list->count = 0;
  list->names_size = 0;
  memset(&words, 0, sizeof(words));
  words.text = line;
  words.size = size;
  words.raw = true;
  words.word = word;
  words.word_max = sizeof(word);
  words.list = list;
  heredoc_until(&words, 0, false, true);
  heredoc_finish_word(&words);
  if (words.failed) list->count = 0;
}

#endif  // PLIMSOLL_DOCKERFILE_HEREDOC_H_
