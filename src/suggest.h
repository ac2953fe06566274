// "Did you mean …?"
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace plimsoll {

// The candidate that differs from `word` by the fewest insertions, deletions, replacements and swaps of neighbours,
// letter case aside; nothing where more than a third of the letters would have to change. The first of equals wins.
// `most` bounds the number of changes further.
std::optional<std::string_view> closest(std::string_view word, const std::vector<std::string_view>& candidates,
                                        size_t most = 64);

// The candidate at distance 1, if it is the only one: near enough to write it without asking.
std::optional<std::string_view> only_neighbour(std::string_view word, const std::vector<std::string_view>& candidates);

}  // namespace plimsoll
