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

std::vector<Edit> removals(const Suppression& suppression, const std::vector<bool>& gone) {
  const auto& names = suppression.names;
  std::vector<Edit> edits(names.size());
  const auto last_kept = std::find(gone.rbegin(), gone.rend(), false);
  if (last_kept == gone.rend()) {
    for (Edit& edit : edits) edit = remove(suppression.removal);
    return edits;
  }
  const auto tail = static_cast<size_t>(gone.rend() - last_kept);
  for (size_t i = 0; i < names.size(); ++i) {
    if (!gone[i]) continue;
    // Up to the next name; from the end of the one before where none that stays follows.
    edits[i] = remove(i < tail ? Span{names[i].span.begin, names[i + 1].span.begin}
                               : Span{names[i - 1].span.end, names[i].span.end});
  }
  return edits;
}

}  // namespace plimsoll
