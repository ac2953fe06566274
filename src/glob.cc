#include "glob.h"

#include <algorithm>

namespace plimsoll {

// Goes back to the last star only, so the cost is never more than the product of the lengths.
bool fits_glob(std::string_view text, std::string_view glob) {
  size_t at = 0, in_glob = 0, star = glob.npos, resume = 0;
  while (at < text.size()) {
    if (in_glob < glob.size() && glob[in_glob] == '*') {
      star = in_glob++;
      resume = at;
    } else if (in_glob < glob.size() && glob[in_glob] == text[at]) {
      ++at, ++in_glob;
    } else if (star != glob.npos) {
      in_glob = star + 1;
      at = ++resume;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*', in_glob) == glob.npos;
}

bool fits_any(std::string_view text, Names globs) {
  return std::any_of(globs.begin(), globs.end(), [&](std::string_view glob) { return fits_glob(text, glob); });
}

}  // namespace plimsoll
