// Many patterns (glob.h) asked about many texts: those without wildcards are looked up, the others compared in turn.
//
//   static const GlobSet tools(facts::table("build-tools")["packages"]["apt"]["tools"]);
//   if (tools.fits(package.name)) …
#pragma once

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "facts/facts.h"
#include "glob.h"

namespace plimsoll {

class GlobSet {
 public:
  GlobSet() = default;
  explicit GlobSet(Fact patterns) {
    for (Fact pattern : patterns.items()) add(pattern.string());
  }
  void add(std::string_view pattern) {
    if (pattern.find_first_of("*[") == pattern.npos) {
      words_.insert(pattern);
    } else {
      patterns_.push_back(pattern);
    }
  }
  bool empty() const { return words_.empty() && patterns_.empty(); }

  bool fits(std::string_view text) const {
    return words_.contains(text) || std::any_of(patterns_.begin(), patterns_.end(),
                                                [&](std::string_view pattern) { return fits_glob(pattern, text); });
  }

 private:
  std::unordered_set<std::string_view> words_;
  std::vector<std::string_view> patterns_;
};

}  // namespace plimsoll
