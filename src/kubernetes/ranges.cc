#include "kubernetes/ranges.h"

#include <algorithm>
#include <charconv>

namespace plimsoll::kubernetes {
namespace {

std::optional<int64_t> number(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  int64_t result = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, result);
  if (error != std::errc() || stop != end) return std::nullopt;
  return result;
}

}  // namespace

std::optional<Range> parse_range(std::string_view text) {
  const size_t dash = std::min(text.find('-'), text.size());
  const auto first = number(text.substr(0, dash));
  const bool open = dash + 1 == text.size();
  const auto last = open ? INT64_MAX : dash == text.size() ? first : number(text.substr(dash + 1));
  if (!first || !last) return std::nullopt;
  return Range{*first, *last};
}

bool is_in_ranges(int64_t number, Names ranges) {
  return std::any_of(ranges.begin(), ranges.end(), [&](std::string_view text) {
    const auto range = parse_range(text);
    return range && range->holds(number);
  });
}

}  // namespace plimsoll::kubernetes
