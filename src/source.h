// A file's text and the way from byte offsets to what people count in.
//
// Everything inside Plimsoll speaks in Spans: half-open byte ranges into the text of one file, exactly as it is on disk
// (a byte order mark and carriage returns included). Lines and columns are computed only while printing.
// A Source owns its text; the string_views of every tree built from it point into it, so it must outlive them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "quick_text.h"

namespace plimsoll {

struct Span {
  uint32_t begin = 0;  // byte offset of the first byte
  uint32_t end = 0;    // one past the last byte; begin == end is a point between two bytes

  constexpr uint32_t size() const { return end - begin; }
  constexpr bool empty() const { return begin == end; }
  constexpr bool contains(Span other) const { return begin <= other.begin && other.end <= end; }
  friend constexpr bool operator==(Span, Span) = default;
  friend constexpr auto operator<=>(Span, Span) = default;
};

// The smallest span that holds both.
constexpr Span join(Span a, Span b) { return {a.begin < b.begin ? a.begin : b.begin, a.end > b.end ? a.end : b.end}; }

struct Place {
  uint32_t line = 1;    // 1-based
  uint32_t column = 1;  // 1-based; the unit depends on the function that made it
};

// Line breaks are LF, CRLF and a lone CR. A byte order mark takes no column. Invalid UTF-8 counts one column a byte; an
// offset inside a code point has that code point's column. A Source belongs to one thread: columns fill a cache.
class Source {
 public:
  Source(std::string path, std::string text);
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  const std::string& path() const { return path_; }  // as given on the command line or found below it
  std::string_view text() const { return text_; }
  std::string_view text(Span span) const;

  uint32_t line_count() const { return static_cast<uint32_t>(line_starts_.size()); }
  uint32_t line_of(uint32_t offset) const;   // 1-based
  Span line(uint32_t line) const;            // without its line break
  Place code_points(uint32_t offset) const;  // column in Unicode code points, for text
  Place utf16(uint32_t offset) const;        // column in UTF-16 code units, for SARIF and editors

 private:
  // What stands before a byte that begins a code point, counted from the start of the text.
  struct Checkpoint {
    uint32_t offset = 0, code_points = 0, utf16 = 0;
  };
  static void advance(std::string_view text, uint32_t limit, Checkpoint& at);
  Checkpoint columns(uint32_t line, uint32_t offset) const;
  void build_checkpoints() const;

  std::string path_;
  std::string text_;
  std::vector<uint32_t> line_starts_;
  mutable std::vector<Checkpoint> checkpoints_;  // built when a long line first asks for a column
};

}  // namespace plimsoll
