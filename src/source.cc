#include "source.h"

#include <algorithm>

namespace plimsoll {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Length in bytes of the code point at the head of `text`; 1 where it is not valid UTF-8.
size_t code_point_size(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text[0]);
  const size_t size = lead < 0x80 ? 1 : lead < 0xC2 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 1;
  if (size > text.size()) return 1;
  for (size_t i = 1; i < size; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) return 1;
  }
  return size;
}

}  // namespace

Source::Source(std::string path, std::string text) : path_(std::move(path)), text_(std::move(text)) {
  line_starts_.push_back(0);
  for (size_t i = 0; i < text_.size(); ++i) {
    if (text_[i] == '\n' || (text_[i] == '\r' && (i + 1 == text_.size() || text_[i + 1] != '\n'))) {
      line_starts_.push_back(static_cast<uint32_t>(i + 1));
    }
  }
}

std::string_view Source::text(Span span) const {
  const size_t begin = std::min<size_t>(span.begin, text_.size());
  return std::string_view(text_).substr(begin, span.size());
}

uint32_t Source::line_of(uint32_t offset) const {
  auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(), offset);
  return static_cast<uint32_t>(after - line_starts_.begin());
}

Span Source::line(uint32_t line) const {
  const uint32_t begin = line_starts_[line - 1];
  uint32_t end = line < line_starts_.size() ? line_starts_[line] : static_cast<uint32_t>(text_.size());
  while (end > begin && (text_[end - 1] == '\n' || text_[end - 1] == '\r')) --end;
  return {begin, end};
}

namespace {

template <class Width>
Place place(const Source& source, uint32_t offset, Width width) {
  const uint32_t line = source.line_of(offset);
  std::string_view before = source.text({source.line(line).begin, offset});
  if (line == 1 && before.starts_with(kByteOrderMark)) before.remove_prefix(kByteOrderMark.size());
  uint32_t column = 1;
  while (!before.empty()) {
    const size_t size = code_point_size(before);
    column += width(size);
    before.remove_prefix(size);
  }
  return {line, column};
}

}  // namespace

Place Source::code_points(uint32_t offset) const {
  return place(*this, offset, [](size_t) { return 1u; });
}

Place Source::utf16(uint32_t offset) const {
  return place(*this, offset, [](size_t size) { return size == 4 ? 2u : 1u; });
}

}  // namespace plimsoll
