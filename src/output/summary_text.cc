#include "output/summary_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <vector>

namespace plimsoll {
namespace {

constexpr size_t kMostReasons = 5;

}  // namespace

std::string plural(uint32_t count, std::string_view word) {
  return fmt::format("{} {}{}", count, word, count == 1 ? "" : "s");
}

std::string summary_line(const Summary& summary) {
  std::string line;
  if (summary.findings() == 0) {
    line = summary.checked == 0 ? "nothing was checked" : "no findings";
  } else {
    std::string parts;
    for (auto [count, word] :
         {std::pair{summary.errors, "error"}, {summary.warnings, "warning"}, {summary.infos, "info"}}) {
      if (count > 0) parts += (parts.empty() ? "" : ", ") + plural(count, word);
    }
    line = fmt::format("{} ({}) in {}", plural(summary.findings(), "finding"), parts,
                       plural(summary.files_with_findings, "file"));
  }
  if (summary.fixed > 0) line = fmt::format("{} mended, ", summary.fixed) + line;
  if (summary.hidden > 0) line += fmt::format(", {} below --min-severity", summary.hidden);
  if (summary.suppressed > 0) line += fmt::format(", {} suppressed", summary.suppressed);
  if (summary.baselined > 0) line += fmt::format(", {} in the baseline", summary.baselined);
  if (summary.stale > 0) line += fmt::format(", {} stale in the baseline", summary.stale);
  if (summary.unchanged > 0) line += fmt::format(", {} on unchanged lines", summary.unchanged);
  std::string files;
  auto add = [&](std::string text) { files += (files.empty() ? "; " : ", ") + text; };
  if (summary.checked > 0) add(plural(summary.checked, "file") + " checked");
  if (summary.skipped > 0) add(fmt::format("{} skipped", summary.skipped));
  if (summary.failed > 0) add(fmt::format("{} could not be read", summary.failed));
  if (summary.checked == 0 && summary.not_ours > 0) {
    add(fmt::format("{} neither Dockerfile nor Kubernetes manifest", summary.not_ours));
  }
  return line + files;
}

std::string fixable_line(const Summary& summary) {
  if (summary.fixable + summary.unsafe_fixable == 0) return {};
  if (summary.fix_command.empty()) {
    // What --fix could mend is mended, but for what is in the way of something else.
    return summary.unsafe_fixable == 0 ? ""
                                       : fmt::format("{} can be fixed with --unsafe-fixes", summary.unsafe_fixable);
  }
  std::string line;
  if (summary.fixable > 0) line = fmt::format("{} can be fixed by '{}'", summary.fixable, summary.fix_command);
  if (summary.unsafe_fixable == 0) return line;
  if (line.empty()) {
    return fmt::format("{} can be fixed by '{} --unsafe-fixes'", summary.unsafe_fixable, summary.fix_command);
  }
  return line + fmt::format(", {} more with --unsafe-fixes", summary.unsafe_fixable);
}

std::string skipped_lines(const RunResult& result) {
  std::map<std::string_view, uint32_t> counts;
  for (const FileResult& file : result.files) {
    if (file.status == FileResult::Status::skipped) ++counts[file.reason];
  }
  std::vector<std::pair<std::string_view, uint32_t>> reasons(counts.begin(), counts.end());
  std::stable_sort(reasons.begin(), reasons.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::string lines;
  uint32_t others = 0;
  for (size_t i = 0; i < reasons.size(); ++i) {
    if (i < kMostReasons) {
      lines += fmt::format("{} skipped: {}\n", reasons[i].second, printable(reasons[i].first));
    } else {
      others += reasons[i].second;
    }
  }
  if (others > 0) lines += fmt::format("{} skipped for other reasons\n", others);
  return lines;
}

}  // namespace plimsoll
