// Text that was cut out of a file, joined and unescaped, with the way back to the file.
//
// A RUN script has continuation lines and comments between its words, a JSON string has escapes, a YAML block has
// indentation: a parser wants the text without them, a finding wants the bytes on disk. The pieces are kept in order of
// the text, so mapping costs a binary search.
//
//   MappedText script;
//   script.append("echo a", 10);     // bytes 10..16 of the file, verbatim
//   script.append("echo b", 30);
//   script.span(5, 7);               // {15, 31}
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "source.h"

namespace plimsoll {

class MappedText {
 public:
  // Appends bytes that stand in the file as they are, from byte `offset` on.
  void append(std::string_view verbatim, uint32_t offset);
  // Appends text that the bytes of `from` stand for, such as the character of an escape sequence.
  void append(std::string_view decoded, Span from);
  // Appends a part of another text with its places.
  void append(const MappedText& other, size_t begin, size_t size);

  std::string_view text() const { return text_; }
  bool empty() const { return text_.empty(); }

  // Where the text [begin, end) stands in the file, from the first byte of the first character to the last byte of the
  // last one. An empty range is the point where the next character stands (at the end: behind the last one).
  Span span(size_t begin, size_t end) const;
  // The same for a view into text().
  Span span(std::string_view part) const;
  // Where in text() bytes stand side by side that do not in the file.
  std::vector<size_t> seams() const;
  // A copy of [begin, begin+size) that maps to the same places.
  MappedText slice(size_t begin, size_t size) const;

 private:
  struct Piece {
    uint32_t text_begin;
    Span file;
    bool verbatim;
  };
  const Piece& piece_at(size_t offset) const;

  std::string text_;
  std::vector<Piece> pieces_;
};

}  // namespace plimsoll
