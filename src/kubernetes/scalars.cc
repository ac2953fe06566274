#include "kubernetes/scalars.h"

#include <algorithm>
#include <string>

namespace plimsoll::kubernetes {
namespace {

// Swallows line breaks with the blanks around them, as plain and quoted scalars
// do. Returns what they mean: a space for one line break, else one line feed
// for each break but the first.
struct Fold {
  uint32_t end;
  uint32_t breaks;
  std::string value() const { return breaks == 1 ? " " : std::string(breaks - 1, '\n'); }
};

Fold fold_at(std::string_view text, uint32_t at) {
  Fold fold{at, 0};
  while (fold.end < text.size() && is_break(text[fold.end])) {
    fold.end = skip_blanks(text, fold.end + break_size(text, fold.end));
    ++fold.breaks;
  }
  return fold;
}

void append_utf8(std::string& out, uint32_t code) {
  if (code >= 0xD800 && code < 0xE000) code = 0xFFFD;
  if (code > 0x10FFFF) code = 0xFFFD;
  if (code < 0x80) {
    out += static_cast<char>(code);
  } else if (code < 0x800) {
    out += static_cast<char>(0xC0 | code >> 6);
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += static_cast<char>(0xE0 | code >> 12);
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | code >> 18);
    out += static_cast<char>(0x80 | (code >> 12 & 0x3F));
    out += static_cast<char>(0x80 | (code >> 6 & 0x3F));
    out += static_cast<char>(0x80 | (code & 0x3F));
  }
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::optional<uint32_t> hex(std::string_view text, uint32_t at, uint32_t digits) {
  if (at + digits > text.size()) return std::nullopt;
  uint32_t code = 0;
  for (uint32_t i = 0; i < digits; ++i) {
    const int digit = hex_digit(text[at + i]);
    if (digit < 0) return std::nullopt;
    code = code << 4 | static_cast<uint32_t>(digit);
  }
  return code;
}

// Decodes the escape sequence at the backslash `at` and returns its end. An
// escaped line break is decoded by the caller.
uint32_t decode_escape(std::string_view text, uint32_t at, uint32_t end, MappedText& out) {
  const char letter = text[at + 1];
  const uint32_t digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
  std::string value;
  uint32_t next = at + 2;
  if (digits != 0) {
    const std::optional<uint32_t> code = hex(text.substr(0, end), at + 2, digits);
    if (!code) return out.append(text.substr(at, 2), at), next;
    next += digits;
    uint32_t wanted = *code;
    // JSON writes characters beyond U+FFFF as two halves.
    if (wanted >= 0xD800 && wanted < 0xDC00 && text.substr(next, 2) == "\\u") {
      const std::optional<uint32_t> low = hex(text.substr(0, end), next + 2, 4);
      if (low && *low >= 0xDC00 && *low < 0xE000) {
        wanted = 0x10000 + ((wanted - 0xD800) << 10) + (*low - 0xDC00);
        next += 6;
      }
    }
    append_utf8(value, wanted);
  } else {
    static constexpr std::string_view kLetters = "0abt\tnvfe \"/\\N_LP";
    static constexpr uint32_t kCodes[] = {0,    7,   8,   9,    9,    10,   11,     12,    27,
                                          0x20, '"', '/', '\\', 0x85, 0xA0, 0x2028, 0x2029};
    const size_t known = kLetters.find(letter);
    if (known == std::string_view::npos) return out.append(text.substr(at, 2), at), next;
    append_utf8(value, kCodes[known]);
  }
  out.append(std::string_view(value), Span{at, next});
  return next;
}

// Lays `value` beside the plain scalar at `at`; calls verbatim(text, offset)
// and folded(text, span) for its parts.
template <class Verbatim, class Folded>
uint32_t walk_plain(std::string_view text, uint32_t at, std::string_view value, Verbatim verbatim, Folded folded) {
  size_t used = 0;
  while (used < value.size() && at < text.size()) {
    const uint32_t blanks_end = skip_blanks(text, at);
    if (blanks_end < text.size() && is_break(text[blanks_end])) {
      const Fold fold = fold_at(text, blanks_end);
      const size_t size = std::min<size_t>(fold.breaks == 1 ? 1 : fold.breaks - 1, value.size() - used);
      folded(value.substr(used, size), Span{at, fold.end});
      used += size;
      at = fold.end;
      continue;
    }
    // No further than the value reaches: there may be a million more of them on
    // this line.
    const size_t limit = std::min(text.size(), at + (value.size() - used));
    uint32_t end = blanks_end;
    while (end < limit && !is_blank(text[end]) && !is_break(text[end])) ++end;
    const auto size = static_cast<uint32_t>(std::min<size_t>(end, limit) - at);
    verbatim(text.substr(at, size), at);
    used += size;
    at += size;
  }
  return at;
}

// Number of spaces at the head of the first line that has anything else.
std::optional<uint32_t> first_indentation(std::string_view text, uint32_t at) {
  while (at < text.size()) {
    const uint32_t line = at;
    while (at < text.size() && text[at] == ' ') ++at;
    if (at == text.size()) return std::nullopt;
    if (!is_break(text[at])) return at - line;
    at += break_size(text, at);
  }
  return std::nullopt;
}

// Lays `value` beside the lines of the block scalar at `begin`. Returns the end
// of its last line with content.
template <class Verbatim, class Folded>
uint32_t walk_block(std::string_view text, uint32_t begin, std::string_view value, Verbatim verbatim, Folded folded) {
  const bool folds = text[begin] == '>';
  uint32_t last = end_of_block_header(text, begin);
  uint32_t at = end_of_line(text, last);
  if (at < text.size()) at += break_size(text, at);
  const std::optional<uint32_t> in_file = first_indentation(text, at);
  const std::optional<uint32_t> in_value = first_indentation(value, 0);
  if (!in_file || !in_value) {
    folded(value, Span{last, last});
    return last;
  }
  // The value says how much of the first line's indentation belongs to the text
  // (after an indentation indicator).
  const uint32_t indentation = *in_file - std::min(*in_file, *in_value);
  size_t used = 0;
  while (used < value.size()) {
    for (uint32_t i = 0; i < indentation && at < text.size() && text[at] == ' '; ++i) ++at;
    const uint32_t line_end = end_of_line(text, at);
    const auto size = static_cast<uint32_t>(std::min<size_t>(line_end - at, value.size() - used));
    if (size > 0) {
      verbatim(text.substr(at, size), at);
      used += size;
      at += size;
      last = at;
    }
    at = line_end;
    if (at >= text.size()) break;
    const uint32_t size_of_break = break_size(text, at);
    if (used < value.size() && (value[used] == '\n' || (folds && value[used] == ' '))) {
      folded(value.substr(used, 1), Span{at, at + size_of_break});
      ++used;
    }
    at += size_of_break;
  }
  return last;
}

}  // namespace

std::optional<uint32_t> end_of_quoted(std::string_view text, uint32_t begin) {
  const char quote = text[begin];
  for (size_t at = begin + 1; at < text.size(); ++at) {
    if (quote == '"' && text[at] == '\\') {
      ++at;
    } else if (text[at] == quote) {
      if (quote == '"' || at + 1 == text.size() || text[at + 1] != '\'') return static_cast<uint32_t>(at + 1);
      ++at;
    }
  }
  return std::nullopt;
}

MappedText decode_quoted(std::string_view text, Span span) {
  MappedText out;
  const char quote = text[span.begin];
  const uint32_t end = span.end - 1;
  uint32_t at = span.begin + 1;
  while (at < end) {
    const char c = text[at];
    if (quote == '\'' && c == '\'') {
      out.append(std::string_view("'"), Span{at, at + 2});
      at += 2;
    } else if (quote == '"' && c == '\\' && is_break(text[at + 1])) {
      // The break disappears, and so do the blanks that indent the next line;
      // blank lines after it stay.
      uint32_t next = skip_blanks(text, at + 1 + break_size(text, at + 1));
      while (next < end && is_break(text[next])) {
        const uint32_t after = next + break_size(text, next);
        out.append(std::string_view("\n"), Span{next, after});
        next = skip_blanks(text, after);
      }
      at = next;
    } else if (quote == '"' && c == '\\') {
      at = decode_escape(text, at, end, out);
    } else if (is_blank(c) || is_break(c)) {
      const uint32_t blanks_end = skip_blanks(text, at);
      if (is_break(text[blanks_end])) {
        const Fold fold = fold_at(text, blanks_end);
        out.append(std::string_view(fold.value()), Span{at, fold.end});
        at = fold.end;
      } else {
        out.append(text.substr(at, blanks_end - at), at);
        at = blanks_end;
      }
    } else {
      uint32_t run = at;
      while (run < end && text[run] != '\\' && text[run] != '\'' && !is_blank(text[run]) && !is_break(text[run])) ++run;
      if (run == at) ++run;
      out.append(text.substr(at, run - at), at);
      at = run;
    }
  }
  return out;
}

uint32_t end_of_plain(std::string_view text, uint32_t begin, std::string_view value) {
  return walk_plain(
      text, begin, value, [](std::string_view, uint32_t) {}, [](std::string_view, Span) {});
}

MappedText map_plain(std::string_view text, uint32_t begin, std::string_view value) {
  MappedText out;
  walk_plain(
      text, begin, value, [&](std::string_view part, uint32_t at) { out.append(part, at); },
      [&](std::string_view part, Span from) { out.append(part, from); });
  return out;
}

uint32_t end_of_block_header(std::string_view text, uint32_t begin) {
  uint32_t at = begin + 1;
  while (at < text.size() && (text[at] == '+' || text[at] == '-' || (text[at] >= '0' && text[at] <= '9'))) ++at;
  return at;
}

uint32_t end_of_block(std::string_view text, uint32_t begin, std::string_view value) {
  return walk_block(
      text, begin, value, [](std::string_view, uint32_t) {}, [](std::string_view, Span) {});
}

MappedText map_block(std::string_view text, uint32_t begin, std::string_view value) {
  MappedText out;
  walk_block(
      text, begin, value, [&](std::string_view part, uint32_t at) { out.append(part, at); },
      [&](std::string_view part, Span from) { out.append(part, from); });
  return out;
}

}  // namespace plimsoll::kubernetes
