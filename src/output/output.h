// What a run says, in every format.
//
// The formats write what they are given: main filters by severity first (summarize), so that all of them agree. They
// write in pieces as they go, in the order of the result, without the time of day: same result, same bytes.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "diagnostic.h"

namespace plimsoll {

using Write = std::function<void(std::string_view)>;

struct Summary {
  uint32_t errors = 0, warnings = 0, infos = 0;  // that are shown
  uint32_t hidden = 0;                           // below --min-severity
  uint32_t suppressed = 0;                       // by comments
  uint32_t fixed = 0;                            // fixes that this run applied
  uint32_t files_with_findings = 0;
  uint32_t checked = 0, skipped = 0, failed = 0, not_ours = 0;
  int exit_code = 0;

  uint32_t findings() const { return errors + warnings + infos; }
};

// Counts, judges (0 clean, 1 findings at or above `fail_on`, 2 something could not be done) and leaves out of `result`
// what is below `shown`. Nothing checked is 2, unless files were named and are simply not ours.
Summary summarize(RunResult& result, Severity shown, std::optional<Severity> fail_on);

// One finding with its lines; ends with a line break.
std::string render_text(const Diagnostic& diagnostic, bool color);
// Its first line.
std::string render_concise(const Diagnostic& diagnostic, bool color);

void write_text(const RunResult& result, const Summary& summary, bool color, const Write& write);
void write_concise(const RunResult& result, bool color, const Write& write);
void write_json(const RunResult& result, const Summary& summary, const Write& write);
// `folder` is the working directory: absolute paths below it become relative to it.
void write_sarif(const RunResult& result, const Summary& summary, std::string_view folder, const Write& write);

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

}  // namespace plimsoll
