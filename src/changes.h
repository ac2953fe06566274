// Which lines of the working tree changed since a revision, as git knows it.
//
//   Changes changes = changes_since("origin/main");
//   if (!changes.error.empty()) …
//   keep_changed(result, changes);
//
// git is called with a fixed list of arguments in which the revision stands as the hash that git itself made of it.
// Nothing that a repository's configuration names is run: no pager, hook, fsmonitor, external diff, text conversion or
// filter; and nothing is fetched.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "result.h"

namespace plimsoll {

struct Changes {
  using Lines = std::vector<std::pair<uint32_t, uint32_t>>;  // [first, last], 1-based, by place
  std::string error;                                         // why nothing is known; empty if something is
  std::string root;                                          // the top of the working tree, absolute
  std::map<std::string, Lines, std::less<>> lines;           // by path from the root
  std::set<std::string, std::less<>> tracked;                // all others are new as a whole

  bool touches(const std::string& path, uint32_t first, uint32_t last) const;
};

// Compares with the revision, or rather with the last commit that it has in common with HEAD, so that what others did
// since then on a branch does not count.
Changes changes_since(const std::string& revision);

// The changed lines of a patch without context.
std::map<std::string, Changes::Lines, std::less<>> read_patch(std::string_view patch);

// Leaves out the findings on lines that did not change. Returns how many those were.
uint32_t keep_changed(RunResult& result, const Changes& changes);

}  // namespace plimsoll
