// Markdown as GitHub and GitLab render it, for the comment of a pull request or the summary of a job: what each rule
// found, then the findings of each file, folded. Whole pieces are left out at the end where there is no more room.
#include <fmt/format.h>

#include <algorithm>

#include "output/statistics.h"
#include "output/summary_text.h"

namespace plimsoll {
namespace {

constexpr size_t kMostRules = 50;       // in the table
constexpr size_t kRoomForTheEnd = 500;  // bytes, for what says how much is left out
constexpr size_t kMostShownOpen = 10;   // findings: with more, the files are folded

// Text that is nothing but text: no markup, no links, no mentions of people or issues.
std::string plain(std::string_view text) {
  constexpr std::string_view kZeroWidthSpace = "\xE2\x80\x8B";
  std::string result;
  for (char c : printable(text)) {
    const bool punctuation =
        c > ' ' && c < 0x7F && !((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'));
    // Harmless and frequent; escapes would only be in the way of who reads the source.
    const bool calm = c == ',' || c == ';' || c == '\'' || c == '"' || c == '/' || c == '(' || c == ')' || c == '?' ||
                      c == '%' || c == '=';
    if (punctuation && !calm) result += '\\';
    result += c;
    if (c == '@' || c == '#') result += kZeroWidthSpace;
  }
  return result;
}

// As code, in HTML, where backticks and bars mean nothing.
std::string code(std::string_view text) {
  std::string result = "<code>";
  for (char c : printable(text)) {
    const bool alphanumeric = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    const bool calm = c == '.' || c == '-' || c == '/' || c == ' ' || static_cast<unsigned char>(c) >= 0x80;
    result += alphanumeric || calm ? std::string(1, c) : fmt::format("&#{};", static_cast<int>(c));
  }
  return result + "</code>";
}

std::string linked_rule(const RegisteredRule& rule) {
  const std::string address = rule_address(rule);
  return address.empty() ? code(rule.name) : fmt::format("[{}]({})", code(rule.name), address);
}

std::string rule_table(const RunResult& result) {
  const std::vector<RuleCount> counts = count_by_rule(result);
  if (counts.empty()) return {};
  std::string table = "| Rule | Severity | Findings | Fixable |\n| --- | --- | ---: | ---: |\n";
  for (size_t i = 0; i < std::min(counts.size(), kMostRules); ++i) {
    table += fmt::format("| {} | {} | {} | {} |\n", linked_rule(*counts[i].rule), name_of(counts[i].severity),
                         counts[i].findings, counts[i].fixable);
  }
  if (counts.size() > kMostRules)
    table += fmt::format("\n{} more rules are not in this table.\n", counts.size() - kMostRules);
  return table + '\n';
}

std::string item(const Diagnostic& diagnostic) {
  return fmt::format("- {}:{} **{}** {} ({})\n", diagnostic.region.line, diagnostic.region.column,
                     name_of(diagnostic.severity), plain(diagnostic.message), linked_rule(*diagnostic.rule));
}

}  // namespace

void write_markdown(const RunResult& result, const Summary& summary, size_t limit, const Write& write) {
  std::string head = fmt::format("### plimsoll: {}\n\n", plain(summary_line(summary)));
  head += rule_table(result);
  if (const std::string line = fixable_line(summary); !line.empty()) head += plain(line) + "\n\n";
  write(head);

  size_t room = limit - std::min(limit, head.size() + kRoomForTheEnd);
  size_t left_out = 0;
  for (const FileResult& file : result.files) {
    if (file.diagnostics.empty()) continue;
    const bool open = summary.findings() <= kMostShownOpen;
    const std::string begin =
        fmt::format("<details{}>\n<summary>{}: {}</summary>\n\n", open ? " open" : "", code(file.path),
                    plural(static_cast<uint32_t>(file.diagnostics.size()), "finding"));
    constexpr std::string_view end = "\n</details>\n\n";
    std::string piece = begin;
    size_t shown = 0;
    for (const Diagnostic& diagnostic : file.diagnostics) {
      const std::string line = item(diagnostic);
      if (left_out > 0 || piece.size() + line.size() + end.size() > room) break;
      piece += line;
      ++shown;
    }
    left_out += file.diagnostics.size() - shown;
    if (shown == 0) continue;
    piece += end;
    room -= piece.size();
    write(piece);
  }
  if (left_out > 0)
    write(fmt::format("{} had no room here.\n", plural(static_cast<uint32_t>(left_out), "more finding")));
}

}  // namespace plimsoll
