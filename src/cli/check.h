// What `plimsoll check` was asked to do, as plain data.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rule.h"

namespace plimsoll {

enum class Format : uint8_t { text, concise, sarif, json };
enum class When : uint8_t { automatic, always, never };

struct CheckOptions {
  std::vector<std::string> paths;
  Format format = Format::text;
  std::string output;               // a file; standard output when empty
  std::vector<std::string> select;  // names and aliases, all of them known; empty: what the profile says
  std::vector<std::string> ignore;
  std::string profile;  // empty: that of the configuration
  Severity min_severity = Severity::info;
  std::optional<Severity> fail_on = Severity::warning;  // nothing: findings never fail
  unsigned jobs = 0;                                    // 0: one for each processor
  std::string stdin_filename = "-";
  std::string config;               // this file instead of those that are found
  bool isolated = false;            // no configuration at all
  std::string shellcheck = "auto";  // auto, off, or the path of the program
  std::vector<std::pair<std::string, std::string>> build_args;
  bool complete = false;      // nothing is beside the files
  bool fix = false;           // mend the files
  bool unsafe_fixes = false;  // also by fixes that may change the meaning
  bool diff = false;          // print what would be mended, and mend nothing
  When color = When::automatic;
};

}  // namespace plimsoll
