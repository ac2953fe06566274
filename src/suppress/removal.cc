#include "suppress/removal.h"

#include <algorithm>

#include "suppress/text.h"
#include "utf8.h"

namespace plimsoll {

Span removal_of(Span comment, const Source& source) {
  const std::string_view text = source.text();
  const uint32_t line = source.line_of(comment.begin);
  uint32_t begin = source.line(line).begin;
  if (begin == 0 && text.starts_with(kByteOrderMark)) begin = static_cast<uint32_t>(kByteOrderMark.size());
  uint32_t blank = comment.begin;
  while (blank > begin && kBlank.find(text[blank - 1]) != kBlank.npos) --blank;
  if (blank > begin) return {blank, comment.end};
  const bool last = line == source.line_count();
  return {begin, last ? source.line(line).end : source.line(line + 1).begin};
}

std::vector<Edit> without(const Suppression& suppression, const Suppression::Name& name,
                          bool (*gone)(const Suppression::Name&)) {
  const auto& names = suppression.names;
  if (std::all_of(names.begin(), names.end(), gone)) {
    if (suppression.removal.empty()) return {};
    return {remove(suppression.removal)};
  }
  const auto at = std::find_if(names.begin(), names.end(), [&](const auto& each) { return &each == &name; });
  // Up to the next name; from the end of the one before where none that stays follows.
  if (std::all_of(at, names.end(), gone)) return {remove({std::prev(at)->span.end, name.span.end})};
  return {remove({name.span.begin, std::next(at)->span.begin})};
}

}  // namespace plimsoll
