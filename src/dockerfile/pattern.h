// The patterns of ${X#p}, ${X%p} and ${X/p/r}: "*" is any text, "?" one character, "\" takes * ? \ } and / literally.
//
//   Pattern p = *Pattern::parse("*/");
//   p.find("a/b/c", Pattern::Anchor::start, Pattern::Length::longest);   // {0, 4}
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plimsoll::dockerfile {

class Pattern {
 public:
  enum class Anchor { start, end, none };
  enum class Length { shortest, longest };

  // nullopt: an escape that the builder rejects.
  static std::optional<Pattern> parse(std::string_view text);

  // The leftmost match [first, second) in `value`; at the end for Anchor::end. Takes time value * pattern at most.
  std::optional<std::pair<size_t, size_t>> find(std::string_view value, Anchor anchor, Length length) const;

  size_t size() const;
  bool literal() const { return segments_.size() == 1 && !any_; }
  bool empty() const { return segments_.size() == 1 && segments_.front().empty(); }

 private:
  static constexpr int16_t any_character = -1;
  using Segment = std::vector<int16_t>;  // bytes, or any_character

  std::vector<Segment> segments_;  // what stands between the stars
  bool any_ = false;               // there is a "?"
};

}  // namespace plimsoll::dockerfile
