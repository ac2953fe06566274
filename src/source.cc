#include "source.h"

#include <algorithm>

#include "utf8.h"

namespace plimsoll {
namespace {

// The longest stretch of a line that is counted byte by byte.
constexpr uint32_t kCheckpointDistance = 512;

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

// Moves `at` to the last start of a code point that is not behind `limit`.
void Source::advance(std::string_view text, uint32_t limit, Checkpoint& at) {
  while (at.offset < limit) {
    const CodePoint head = decode(text.substr(at.offset));
    if (at.offset + head.size > limit) return;
    at.offset += head.size;
    at.code_points += 1;
    at.utf16 += head.size == 4 ? 2 : 1;
  }
}

void Source::build_checkpoints() const {
  Checkpoint at;
  checkpoints_.push_back(at);
  const auto size = static_cast<uint32_t>(text_.size());
  while (at.offset + kCheckpointDistance < size) {
    advance(text_, kCheckpointDistance * static_cast<uint32_t>(checkpoints_.size()), at);
    checkpoints_.push_back(at);
  }
}

// How many code points and UTF-16 units of `line` stand before `offset`. A line begins at a code point, so counts from
// the start of the text can be subtracted.
Source::Checkpoint Source::columns(uint32_t line, uint32_t offset) const {
  const std::string_view text = text_;
  uint32_t begin = line_starts_[line - 1];
  if (begin == 0 && text.starts_with(kByteOrderMark)) begin = kByteOrderMark.size();
  offset = std::min(offset, static_cast<uint32_t>(text.size()));
  if (offset <= begin) return {};
  Checkpoint at{begin, 0, 0};
  if (offset - begin <= kCheckpointDistance) {
    advance(text, offset, at);
    return at;
  }
  if (checkpoints_.empty()) build_checkpoints();
  const auto count_to = [&](uint32_t limit) {
    Checkpoint near = checkpoints_[std::min<size_t>(limit / kCheckpointDistance, checkpoints_.size() - 1)];
    advance(text, limit, near);
    return near;
  };
  const Checkpoint from = count_to(begin);
  at = count_to(offset);
  return {at.offset, at.code_points - from.code_points, at.utf16 - from.utf16};
}

Place Source::code_points(uint32_t offset) const {
  const uint32_t line = line_of(offset);
  return {line, columns(line, offset).code_points + 1};
}

Place Source::utf16(uint32_t offset) const {
  const uint32_t line = line_of(offset);
  return {line, columns(line, offset).utf16 + 1};
}

}  // namespace plimsoll
