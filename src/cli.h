// The command line, as plain data.
//
//   Options options;
//   if (std::optional<int> exit = parse_command_line(argc, argv, options)) return *exit;
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "rule.h"

namespace plimsoll {

// Where the program shellcheck is: as the option says, or for "auto" on PATH. Empty if it is off or not there.
std::string shellcheck_program(const std::string& option);

enum class Format : uint8_t { text, concise, sarif, json };
enum class When : uint8_t { automatic, always, never };

struct Options {
  enum class Command : uint8_t { check, rule, rules };
  Command command = Command::check;

  std::vector<std::string> paths;   // check
  std::string rule_name;            // rule: a name or an alias
  Format format = Format::text;     // check and rules
  std::string output;               // a file; standard output when empty
  std::vector<std::string> select;  // names and aliases, all of them known; empty: what the profile says
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
  bool fix = false;           // mend the files
  bool unsafe_fixes = false;  // also by fixes that may change the meaning
  bool diff = false;          // print what would be mended, and mend nothing
  When color = When::automatic;
};

// Fills the options, or says with which code the program ends now: 0 after --help and --version, 2 after an error,
// which is told on standard error in one line.
std::optional<int> parse_command_line(int argc, const char* const* argv, Options& options);

// "no rule 'untaged-image'; did you mean 'untagged-image'?"
std::string unknown_rule_message(std::string_view name);

}  // namespace plimsoll
