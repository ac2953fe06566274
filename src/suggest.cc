#include "suggest.h"

#include <algorithm>
#include <cstddef>

namespace plimsoll {
namespace {

// Nobody mistypes a longer word; the distance costs its square.
constexpr size_t kLongestWord = 64;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Optimal string alignment distance.
size_t distance(std::string_view a, std::string_view b) {
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      if (i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1])) {
        row[j] = std::min(row[j], before[j - 2] + 1);
      }
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::optional<std::string_view> closest(std::string_view word, const std::vector<std::string_view>& candidates,
                                        size_t most) {
  std::optional<std::string_view> best;
  if (word.size() > kLongestWord) return best;
  size_t limit = std::min(most, std::max<size_t>(1, word.size() / 3)) + 1;  // one more than is allowed
  for (std::string_view candidate : candidates) {
    const size_t shorter = std::min(word.size(), candidate.size()), longer = std::max(word.size(), candidate.size());
    if (longer - shorter >= limit) continue;
    const size_t differences = distance(word, candidate);
    if (differences < limit && differences < longer) {
      best = candidate;
      limit = differences;
    }
  }
  return best;
}

std::optional<std::string_view> only_neighbour(std::string_view word, const std::vector<std::string_view>& candidates) {
  std::optional<std::string_view> found;
  if (word.size() > kLongestWord) return found;
  for (std::string_view candidate : candidates) {
    if (distance(word, candidate) != 1) continue;
    if (found) return std::nullopt;
    found = candidate;
  }
  return found;
}

}  // namespace plimsoll
