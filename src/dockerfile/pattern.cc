#include "dockerfile/pattern.h"

#include <algorithm>

namespace plimsoll::dockerfile {
namespace {

bool matches_at(const std::vector<int16_t>& segment, std::string_view value, size_t at) {
  if (segment.size() > value.size() - at) return false;
  for (size_t i = 0; i < segment.size(); ++i) {
    if (segment[i] >= 0 && segment[i] != static_cast<unsigned char>(value[at + i])) return false;
  }
  return true;
}

std::optional<size_t> first_from(const std::vector<int16_t>& segment, std::string_view value, size_t from) {
  for (size_t at = from; at + segment.size() <= value.size(); ++at) {
    if (matches_at(segment, value, at)) return at;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Pattern> Pattern::parse(std::string_view text) {
  Pattern pattern;
  pattern.segments_.emplace_back();
  for (size_t i = 0; i < text.size(); ++i) {
    Segment& segment = pattern.segments_.back();
    char c = text[i];
    if (c == '*') {
      // Two stars in a row mean the same as one.
      if (pattern.segments_.size() == 1 || !segment.empty()) pattern.segments_.emplace_back();
    } else if (c == '?') {
      segment.push_back(any_character);
      pattern.any_ = true;
    } else {
      if (c == '\\') {
        if (++i == text.size()) return std::nullopt;
        c = text[i];
        if (c != '*' && c != '?' && c != '\\' && c != '}' && c != '/') return std::nullopt;
      }
      segment.push_back(static_cast<unsigned char>(c));
    }
  }
  return pattern;
}

size_t Pattern::size() const {
  size_t size = segments_.size() - 1;
  for (const Segment& segment : segments_) size += segment.size();
  return size;
}

// What follows a star may match anywhere, so taking each segment at its first place leaves most room to the rest: that
// finds whether there is a match, and the shortest. Only the last segment has to move for the longest.
std::optional<std::pair<size_t, size_t>> Pattern::find(std::string_view value, Anchor anchor, Length length) const {
  if (anchor == Anchor::end) {
    Pattern reversed = *this;
    std::reverse(reversed.segments_.begin(), reversed.segments_.end());
    for (Segment& segment : reversed.segments_) std::reverse(segment.begin(), segment.end());
    std::string backwards(value.rbegin(), value.rend());
    auto found = reversed.find(backwards, Anchor::start, length);
    if (!found) return std::nullopt;
    return std::pair(value.size() - found->second, value.size() - found->first);
  }

  std::optional<size_t> start = 0;
  if (anchor == Anchor::none) {
    start = first_from(segments_.front(), value, 0);
  } else if (!matches_at(segments_.front(), value, 0)) {
    start = std::nullopt;
  }
  if (!start) return std::nullopt;

  size_t end = *start + segments_.front().size();
  for (size_t i = 1; i < segments_.size(); ++i) {
    const Segment& segment = segments_[i];
    std::optional<size_t> at = first_from(segment, value, end);
    if (!at) return std::nullopt;
    if (length == Length::longest && i + 1 == segments_.size()) {
      size_t last = value.size() - segment.size();
      while (last > *at && !matches_at(segment, value, last)) --last;
      at = last;
    }
    end = *at + segment.size();
  }
  return std::pair(*start, end);
}

}  // namespace plimsoll::dockerfile
