#include "output/diff.h"

#include <dtl/dtl.hpp>
#include <sstream>
#include <vector>

namespace plimsoll {
namespace {

// Without their line breaks; a last line that has none says so, as patch wants it.
std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t end = text.find('\n');
    if (end == text.npos) {
      lines.push_back(std::string(text) + "\n\\ No newline at end of file");
      break;
    }
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace

std::string unified_diff(std::string_view path, std::string_view before, std::string_view after) {
  if (before == after) return {};
  dtl::Diff<std::string> diff(lines_of(before), lines_of(after));
  diff.onHuge();
  diff.compose();
  diff.composeUnifiedHunks();
  std::ostringstream text;
  text << "--- a/" << path << "\n+++ b/" << path << '\n';
  diff.printUnifiedFormat(text);
  return text.str();
}

}  // namespace plimsoll
