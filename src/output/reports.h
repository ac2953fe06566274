// The reports of a run: which formats go where, and how they look there.
//
//   std::vector<ReportTarget> targets;
//   if (std::string error = plan_reports({}, {"sarif=lint.sarif"}, targets); !error.empty()) …
//   Reports reports(targets, looks);  // opens every file
//   if (std::string error = reports.error(); !error.empty()) …
//   reports.write(result, summary);
//   if (std::string error = reports.close(); !error.empty()) …
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "output/output.h"
#include "output/output_file.h"

namespace plimsoll {

enum class Format : uint8_t {
  text,
  concise,
  json,
  jsonl,
  sarif,
  github,
  gitlab,
  checkstyle,
  junit,
  rdjsonl,
  sonarqube,
  markdown,
  html,
  azure,
  teamcity,
};

// With their names on the command line, in the order of the help.
const std::vector<std::pair<std::string, Format>>& formats();

struct ReportTarget {
  Format format = Format::text;
  std::string path;  // empty: standard output
};

// What --format and the --output options ask for: FORMAT=PATH, or PATH alone for the format of --format. That format
// goes to standard output, unless a PATH alone, or one that is "-", takes its place; in any case it is the first of the
// targets. Returns what does not go together, and nothing where all is well.
std::string plan_reports(std::optional<Format> format, const std::vector<std::string>& outputs,
                         std::vector<ReportTarget>& targets);

enum class When : uint8_t { automatic, always, never };

// As the options say; automatic is decided for each target and by the environment: NO_COLOR, FORCE_COLOR and
// CLICOLOR_FORCE, TERM=dumb.
struct Looks {
  When color = When::automatic;
  When hyperlinks = When::automatic;
  bool statistics = false;  // of text: counts of rules instead of findings
};

class Reports {
 public:
  // Opens every file, so that one that cannot be written is known before the work is done.
  Reports(std::vector<ReportTarget> targets, Looks looks);

  // "lint.sarif: Permission denied", of the first that failed; empty if all is well.
  std::string error() const;
  void write(const RunResult& result, const Summary& summary);
  // Something else to the first target, which gets no report then: a diff, or standard input as it is mended.
  void write_instead(std::string_view text);
  // Puts the files in their places. Says what failed, like error().
  std::string close();

 private:
  TextStyle style_of(const OutputFile& file) const;
  void write_one(size_t index, const RunResult& result, const Summary& summary);

  std::vector<ReportTarget> targets_;
  std::vector<std::unique_ptr<OutputFile>> files_;  // of the targets, in order
  Looks looks_;
  bool replaced_ = false;      // the first target has something else
  std::string summary_error_;  // of the job summary of GitHub
};

}  // namespace plimsoll
