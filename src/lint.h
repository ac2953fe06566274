// The run: files in, diagnostics out. Two passes: every file on its own, in parallel; then what only all of them
// together show.
//
//   RunResult result = lint(files, options);
//
// The result is the same for any number of jobs: files by path, findings by offset and rule.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "date.h"
#include "files.h"
#include "kustomization.h"
#include "progress.h"
#include "result.h"
#include "rule_set.h"

namespace plimsoll {

struct LintOptions {
  Selection selection;
  unsigned jobs = 0;                                            // 0: one per processor
  std::vector<std::pair<std::string, std::string>> build_args;  // --build-arg NAME=VALUE
  std::optional<std::string> config;                            // --config FILE
  bool isolated = false;                                        // read no configuration
  std::map<std::string, std::string, std::less<>> texts;        // by path: to be linted instead of what is on disk
  bool keep_texts = false;                                      // of the files that have findings, in the result
  std::string shellcheck;                                       // the program; empty: it is not asked
  bool suppressions = true;                                     // comments and annotations count
  Date today = plimsoll::today();                               // for suppressions that expire
  // The fix of each finding is a comment that allows it, for this reason, which may be empty.
  std::optional<std::string> allow_reason;
  Progress* progress = nullptr;  // is told of the files, if anybody watches
  bool complete = false;         // nothing is beside the files: what they do not define does not exist
};

// A file whose text is at hand.
struct Input {
  std::string path;
  std::string text;
  bool on_disk = false;  // the text is that of the file of this path
  Overlay overlay{};     // what the kustomizations of the run make of it
};

// Lints texts as one project, all under one set of rules.
RunResult lint(std::vector<Input> inputs, const RuleSet& rules, const LintOptions& options = {});

// Reads and lints files, each under the configuration that holds for it. What is wrong in configurations goes to
// `problems`.
RunResult lint(const std::vector<FileEntry>& files, const LintOptions& options, std::vector<ConfigProblem>& problems);

}  // namespace plimsoll
