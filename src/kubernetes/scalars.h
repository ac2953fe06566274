// The letters of YAML scalars: where one ends, and which byte of the file each character of its value came from.
//
// A YAML reader says where a scalar begins and what it means, not where it ends. Both can be found again from the text
// without knowing indentation or flow context: quoted scalars end at their quote, and the others are laid beside their
// known value until it is used up.
//
//   text = "- two\n  words # c", begin = 2, value = "two words"  ->  end 15
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "mapped_text.h"
#include "source.h"

namespace plimsoll::kubernetes {

inline bool is_blank(char c) { return c == ' ' || c == '\t'; }
inline bool is_break(char c) { return c == '\n' || c == '\r'; }
// Size of the line break that stands at `at`: 2 for CRLF.
inline uint32_t break_size(std::string_view text, size_t at) {
  return text[at] == '\r' && at + 1 < text.size() && text[at + 1] == '\n' ? 2 : 1;
}
inline uint32_t skip_blanks(std::string_view text, uint32_t at) {
  while (at < text.size() && is_blank(text[at])) ++at;
  return at;
}
inline uint32_t end_of_line(std::string_view text, uint32_t at) {
  while (at < text.size() && !is_break(text[at])) ++at;
  return at;
}

// One past the closing quote of the scalar that begins with a quote at `begin`; nothing if the text ends before it.
std::optional<uint32_t> end_of_quoted(std::string_view text, uint32_t begin);
// The value of the quoted scalar at `span`, both quotes included.
MappedText decode_quoted(std::string_view text, Span span);

// Where the plain scalar that begins at `begin` and means `value` ends.
uint32_t end_of_plain(std::string_view text, uint32_t begin, std::string_view value);
MappedText map_plain(std::string_view text, uint32_t begin, std::string_view value);

// The end of the header of the literal or folded scalar at `begin`, such as "|2-".
uint32_t end_of_block_header(std::string_view text, uint32_t begin);
// The end of its last line that has content, without the line break; the end of the header if it has none.
uint32_t end_of_block(std::string_view text, uint32_t begin, std::string_view value);
MappedText map_block(std::string_view text, uint32_t begin, std::string_view value);

}  // namespace plimsoll::kubernetes
