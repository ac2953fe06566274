// Many patterns (glob.h) asked about many texts: those without wildcards are looked up, the others compared in turn.
//
//   static const GlobSet tools(facts::table("build-tools")["packages"]["apt"]["tools"]);
//   if (tools.fits(package.name)) …
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "facts/facts.h"
#include "glob.h"

namespace plimsoll {

class GlobSet {
 public:
  GlobSet() = default;
  explicit GlobSet(Fact patterns) {
    for (Fact pattern : patterns.items()) {
      const std::string_view text = pattern.string();
      (text.find_first_of("*[") == text.npos ? words_ : patterns_).push_back(text);
    }
    std::sort(words_.begin(), words_.end());
  }

  bool fits(std::string_view text) const {
    return std::binary_search(words_.begin(), words_.end(), text) ||
           std::any_of(patterns_.begin(), patterns_.end(),
                       [&](std::string_view pattern) { return fits_glob(pattern, text); });
  }

 private:
  std::vector<std::string_view> words_, patterns_;
};

}  // namespace plimsoll
