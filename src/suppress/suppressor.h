// Answers whether a finding is allowed. Of several of our comments around it the innermost counts, and those of other
// tools only where none of ours does. Keeps nothing of the file's text, so it serves the second pass as well.
//
//   Suppressor suppressor(suppressions);
//   if (suppressor.allows(rules, code, offset)) continue;
//   suppressor.mark_used(suppressions);
#pragma once

#include <cstdint>
#include <map>
#include <string_view>
#include <vector>

#include "suppress/nested.h"
#include "suppress/suppression.h"

namespace plimsoll {

class Suppressor {
 public:
  Suppressor() = default;
  explicit Suppressor(const std::vector<Suppression>& suppressions);

  // Whether one of `rules` is allowed at `offset`, or its findings of that code.
  bool allows(const std::vector<const RegisteredRule*>& rules, std::string_view code, uint32_t offset);
  // Tells the names of the suppressions that it was made of which of them have silenced something.
  void mark_used(std::vector<Suppression>& suppressions) const;

 private:
  // A rule, or with a code one kind of its findings; for those who mean all rules of a tool, the tool.
  struct Key {
    const void* what = nullptr;
    int code = 0;
    friend auto operator<=>(const Key&, const Key&) = default;
  };
  // Names, counted over all suppressions, by where they count.
  using Scopes = std::map<Key, Nested<uint32_t>>;

  Scopes ours_, others_, tools_;
  std::vector<bool> used_;  // by name
};

}  // namespace plimsoll
