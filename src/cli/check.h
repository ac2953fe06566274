// What `plimsoll check` was asked to do, as plain data.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "output/reports.h"
#include "rule.h"

namespace plimsoll {

struct CheckOptions {
  std::vector<std::string> paths;
  std::optional<Format> format;              // of standard output; not given: text
  std::vector<std::string> outputs;          // FORMAT=PATH or PATH
  std::vector<ReportTarget> reports = {{}};  // what these two amount to, once all is parsed
  std::vector<std::string> select;           // names and aliases, all of them known; empty: what the profile says
  std::vector<std::string> ignore;
  std::string profile;  // empty: that of the configuration
  Severity min_severity = Severity::info;
  std::optional<Severity> fail_on = Severity::warning;  // nothing: findings never fail
  unsigned jobs = 0;                                    // 0: one for each processor
  std::string stdin_filename = "-";
  std::string config;                         // this file instead of those that are found
  bool isolated = false;                      // no configuration at all
  std::string shellcheck = "auto";            // auto, off, or the path of the program
  std::optional<int64_t> kubernetes_version;  // the minor number
  std::vector<std::pair<std::string, std::string>> build_args;
  bool complete = false;      // nothing is beside the files
  bool fix = false;           // mend the files
  bool unsafe_fixes = false;  // also by fixes that may change the meaning
  bool diff = false;          // print what would be mended, and mend nothing
  bool no_inline = false;     // comments and annotations silence nothing
  bool require_reason = false;
  std::optional<std::string> add_suppressions;  // the reason to write, which may be empty
  std::string baseline;                         // a file; empty: none
  std::string since;                            // a revision of git; empty: none
  Looks looks;
};

}  // namespace plimsoll
