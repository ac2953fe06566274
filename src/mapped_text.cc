#include "mapped_text.h"

#include <algorithm>

namespace plimsoll {

void MappedText::append(std::string_view verbatim, uint32_t offset) {
  if (verbatim.empty()) return;
  const auto size = static_cast<uint32_t>(verbatim.size());
  if (!pieces_.empty() && pieces_.back().verbatim && pieces_.back().file.end == offset) {
    pieces_.back().file.end += size;
  } else {
    pieces_.push_back({static_cast<uint32_t>(text_.size()), {offset, offset + size}, true});
  }
  text_ += verbatim;
}

void MappedText::append(std::string_view decoded, Span from) {
  // An empty text keeps the place where it stands.
  if (decoded.empty() && !text_.empty()) return;
  pieces_.push_back({static_cast<uint32_t>(text_.size()), from, false});
  text_ += decoded;
}

const MappedText::Piece& MappedText::piece_at(size_t offset) const {
  auto after = std::upper_bound(pieces_.begin(), pieces_.end(), offset,
                                [](size_t at, const Piece& piece) { return at < piece.text_begin; });
  return *(after == pieces_.begin() ? after : after - 1);
}

Span MappedText::span(size_t begin, size_t end) const {
  if (pieces_.empty()) return {};
  auto first_byte = [&](size_t offset) {
    if (offset >= text_.size()) return pieces_.back().file.end;
    const Piece& piece = piece_at(offset);
    return piece.verbatim ? piece.file.begin + static_cast<uint32_t>(offset - piece.text_begin) : piece.file.begin;
  };
  const uint32_t from = first_byte(begin);
  if (end <= begin) return {from, from};
  const Piece& last = piece_at(end - 1);
  return {from, last.verbatim ? last.file.begin + static_cast<uint32_t>(end - last.text_begin) : last.file.end};
}

std::vector<size_t> MappedText::seams() const {
  std::vector<size_t> seams;
  for (size_t i = 1; i < pieces_.size(); ++i) seams.push_back(pieces_[i].text_begin);
  return seams;
}

Span MappedText::span(std::string_view part) const {
  const size_t begin = static_cast<size_t>(part.data() - text_.data());
  return span(begin, begin + part.size());
}

void MappedText::append(const MappedText& other, size_t begin, size_t size) {
  const size_t end = std::min(begin + size, other.text_.size());
  while (begin < end) {
    const Piece& piece = other.piece_at(begin);
    const size_t next = &piece == &other.pieces_.back() ? other.text_.size() : (&piece + 1)->text_begin;
    const std::string_view part = std::string_view(other.text_).substr(begin, std::min(next, end) - begin);
    if (piece.verbatim) {
      append(part, piece.file.begin + static_cast<uint32_t>(begin - piece.text_begin));
    } else {
      append(part, piece.file);
    }
    begin += part.size();
  }
}

MappedText MappedText::slice(size_t begin, size_t size) const {
  MappedText result;
  result.append(*this, begin, size);
  return result;
}

}  // namespace plimsoll
