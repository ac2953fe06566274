#include "output/statistics.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace plimsoll {

std::vector<RuleCount> count_by_rule(const RunResult& result) {
  std::map<std::string_view, RuleCount> by_name;
  for (const FileResult& file : result.files) {
    for (const Diagnostic& diagnostic : file.diagnostics) {
      RuleCount& count = by_name[diagnostic.rule->name];
      count.rule = diagnostic.rule;
      count.severity = std::max(count.severity, diagnostic.severity);
      ++count.findings;
      const Fixable fixable = fixable_of(diagnostic);
      if (fixable == Fixable::safely) ++count.fixable;
      if (fixable == Fixable::unsafely) ++count.unsafe_fixable;
    }
  }
  std::vector<RuleCount> counts;
  for (const auto& [name, count] : by_name) counts.push_back(count);
  std::stable_sort(counts.begin(), counts.end(),
                   [](const RuleCount& a, const RuleCount& b) { return a.findings > b.findings; });
  return counts;
}

}  // namespace plimsoll
