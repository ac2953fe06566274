// What both languages need to say where a suppression holds.
#pragma once

#include "source.h"

namespace plimsoll {

// With the point behind the last byte, where findings about a file may stand.
inline Span whole_file(const Source& source) { return {0, static_cast<uint32_t>(source.text().size()) + 1}; }

// The line below a comment, with its end.
inline Span next_line(Span comment, const Source& source) {
  const uint32_t line = source.line_of(comment.begin) + 1;
  if (line > source.line_count()) return {comment.end, comment.end};
  const Span found = source.line(line);
  return {found.begin, found.end + 1};
}

// The line of a comment if something stands before it there, else the one below.
inline Span line_or_next(Span comment, const Source& source) {
  const Span line = source.line(source.line_of(comment.begin));
  const std::string_view before = source.text().substr(line.begin, comment.begin - line.begin);
  if (before.find_first_not_of(" \t") == before.npos) return next_line(comment, source);
  return {line.begin, line.end + 1};
}

}  // namespace plimsoll
