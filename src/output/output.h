// What a run says, in every format: one file a format, named after it.
//
// The formats write what they are given: main filters by severity first (summarize), so that all of them agree. They
// write in pieces as they go, in the order of the result, without the time of day: same result, same bytes.
// Consumers that look for the files get their paths from `paths`, relative to the root that they count from.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "result.h"

namespace plimsoll {

class ReportPaths;  // report_paths.h

using Write = std::function<void(std::string_view)>;

struct Summary {
  uint32_t errors = 0, warnings = 0, infos = 0;  // that are shown
  uint32_t fixable = 0, unsafe_fixable = 0;      // of these, by --fix, and by --unsafe-fixes alone
  uint32_t hidden = 0;                           // below --min-severity
  uint32_t suppressed = 0;                       // by comments
  uint32_t baselined = 0;                        // left out, as the baseline has them
  uint32_t unchanged = 0;                        // left out, as their lines did not change
  uint32_t stale = 0;                            // entries of the baseline for which nothing is found
  uint32_t fixed = 0;                            // fixes that this run applied
  uint32_t files_with_findings = 0;
  uint32_t checked = 0, skipped = 0, failed = 0, not_ours = 0;
  int exit_code = 0;
  std::string fix_command;  // that applies the fixes; empty where this run was asked to apply them

  uint32_t findings() const { return errors + warnings + infos; }
};

// Whether --fix mends it, or --fix --unsafe-fixes.
enum class Fixable : uint8_t { no, unsafely, safely };
Fixable fixable_of(const Diagnostic& diagnostic);

// Counts, judges (0 clean, 1 findings at or above `fail_on`, 2 something could not be done) and leaves out of `result`
// what is below `shown`. Nothing checked is 2, unless files were named and are simply not ours.
Summary summarize(RunResult& result, Severity shown, std::optional<Severity> fail_on);

// How text for people looks where it goes. The default is that of a file.
struct TextStyle {
  bool color = false;
  std::string homepage;  // names of rules are hyperlinks (OSC 8) to their pages there; empty: no links
  uint32_t columns = 0;  // longer lines are cut around their carets; 0: no limit but that of the snippet
};

// One finding with its lines; ends with a line break.
std::string render_text(const Diagnostic& diagnostic, const TextStyle& style);
// Its first line.
std::string render_concise(const Diagnostic& diagnostic, const TextStyle& style);

void write_text(const RunResult& result, const Summary& summary, const TextStyle& style, const Write& write);
void write_concise(const RunResult& result, const TextStyle& style, const Write& write);
// How often each rule was broken, instead of where; and the summary.
void write_statistics(const RunResult& result, const Summary& summary, const TextStyle& style, const Write& write);
void write_json(const RunResult& result, const Summary& summary, const Write& write);
void write_jsonl(const RunResult& result, const Write& write);
void write_sarif(const RunResult& result, const Summary& summary, const ReportPaths& paths, const Write& write);
void write_github(const RunResult& result, const ReportPaths& paths, const Write& write);
void write_gitlab(const RunResult& result, const ReportPaths& paths, const Write& write);
void write_checkstyle(const RunResult& result, const Write& write);
void write_junit(const RunResult& result, const Write& write);
void write_rdjsonl(const RunResult& result, const ReportPaths& paths, const Write& write);
void write_sonarqube(const RunResult& result, const ReportPaths& paths, const Write& write);
void write_html(const RunResult& result, const Summary& summary, const Write& write);
void write_azure(const RunResult& result, const ReportPaths& paths, const Write& write);
void write_teamcity(const RunResult& result, const ReportPaths& paths, const Write& write);
// At most so many bytes; what does not fit is counted at the end.
void write_markdown(const RunResult& result, const Summary& summary, size_t limit, const Write& write);

// What was not checked and why, a line each: for standard error.
void write_unchecked(const RunResult& result, const Write& write);

// The commands `rule NAME` and `rules`.
void write_rule_pages(std::string_view name, const Write& write);
void write_rules_text(const Write& write);
void write_rules_json(const Write& write);
void write_rules_markdown(const Write& write);  // rules/README.md

// Safe for a terminal: control characters and those that reorder text are spelled out, invalid UTF-8 is replaced.
std::string printable(std::string_view text);

// Whether code scanning shows the group as security.
bool is_security(Group group);

// Where the project's pages stand, as the build was told; empty while it has no address.
std::string_view homepage();
// The page of a rule there; empty without a homepage.
std::string rule_address(const RegisteredRule& rule, std::string_view homepage = plimsoll::homepage());

}  // namespace plimsoll
