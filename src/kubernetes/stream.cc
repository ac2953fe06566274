#include "kubernetes/stream.h"

#include <fmt/format.h>

#include "kubernetes/scalars.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_marker(std::string_view text, size_t line) {
  const std::string_view head = text.substr(line, 3);
  if (head != "---" && head != "...") return false;
  return line + 3 == text.size() || is_blank(text[line + 3]) || is_break(text[line + 3]);
}

enum class Content { none, comments, something };

// Directives count as comments: they say nothing that matters to us.
Content content_of(std::string_view text) {
  Content content = Content::none;
  for (uint32_t at = 0; at < text.size();) {
    const uint32_t line = at;
    at = skip_blanks(text, at);
    if (at == text.size()) break;
    if (text[at] == '#' || (at == line && text[at] == '%')) {
      content = Content::comments;
    } else if (!is_break(text[at])) {
      return Content::something;
    }
    at = end_of_line(text, at);
    if (at < text.size()) at += break_size(text, at);
  }
  return content;
}

// Length of the well-formed UTF-8 sequence at the head of `text`, 0 if there is
// none. The sequence is not ASCII.
size_t utf8_size(std::string_view text) {
  auto byte = [&](size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  auto continues = [&](size_t i) { return (byte(i) & 0xC0u) == 0x80u; };
  const unsigned lead = byte(0);
  if (lead >= 0xC2 && lead < 0xE0 && continues(1)) return 2;
  if (lead >= 0xE0 && lead < 0xF0 && continues(1) && continues(2)) {
    const bool overlong = lead == 0xE0 && byte(1) < 0xA0;
    const bool surrogate = lead == 0xED && byte(1) >= 0xA0;
    return overlong || surrogate ? 0 : 3;
  }
  if (lead >= 0xF0 && lead < 0xF5 && continues(1) && continues(2) && continues(3)) {
    const bool outside = (lead == 0xF0 && byte(1) < 0x90) || (lead == 0xF4 && byte(1) >= 0x90);
    return outside ? 0 : 4;
  }
  return 0;
}

}  // namespace

std::vector<Piece> split_stream(std::string_view text) {
  std::vector<Piece> pieces;
  uint32_t begin = text.starts_with(kByteOrderMark) ? 3 : 0;
  Span prefix{begin, begin};
  auto add = [&](uint32_t end, bool opens_document) {
    const Span span{begin, end};
    const Content content = content_of(text.substr(span.begin, span.size()));
    if (content == Content::comments && opens_document) {
      prefix = prefix.empty() ? span : join(prefix, span);
    } else if (content != Content::none || !prefix.empty()) {
      pieces.push_back({span, prefix});
      prefix = {end, end};
    }
  };
  for (uint32_t at = begin; at < text.size();) {
    if (is_marker(text, at)) {
      add(at, text[at] == '-');
      begin = at + 3;
      // A byte order mark may stand before each document.
      const uint32_t line_end = end_of_line(text, begin);
      const uint32_t next = line_end < text.size() ? line_end + break_size(text, line_end) : line_end;
      if (text.substr(next, 3) == kByteOrderMark && skip_blanks(text, begin) == line_end) begin = next + 3;
      at = begin;
      if (begin == next + 3) continue;
    }
    at = end_of_line(text, at);
    if (at < text.size()) at += break_size(text, at);
  }
  add(static_cast<uint32_t>(text.size()), false);
  return pieces;
}

bool is_flow_document(std::string_view text) {
  for (uint32_t at = 0; at < text.size(); ++at) {
    if (is_blank(text[at]) || is_break(text[at])) continue;
    return text[at] == '{' || text[at] == '[';
  }
  return false;
}

std::optional<Problem> forbidden_character(std::string_view text, Span piece) {
  for (size_t at = piece.begin; at < piece.end;) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const Span here{static_cast<uint32_t>(at), static_cast<uint32_t>(at + 1)};
    if (byte >= 0x80) {
      const size_t size = utf8_size(text.substr(at, piece.end - at));
      if (size == 0 && at == 0 && (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))) {
        return Problem{{0, 2}, "expected UTF-8, but the byte order mark is that of UTF-16"};
      }
      if (size == 0) return Problem{here, fmt::format("expected UTF-8, found the byte 0x{:02X}", byte)};
      const auto second = static_cast<unsigned char>(text[at + 1]);
      if (byte == 0xC2 && second < 0xA0 && second != 0x85) {
        return Problem{{here.begin, here.begin + 2},
                       fmt::format("expected text, found the control character U+{:04X}", second)};
      }
      at += size;
    } else if ((byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F) {
      return Problem{here, fmt::format("expected text, found the control character U+{:04X}", byte)};
    } else {
      ++at;
    }
  }
  return std::nullopt;
}

}  // namespace plimsoll::kubernetes
