// A run that rewrites what it lints: lint, change the texts, lint again, until nothing changes any more.
//
// The files on disk stay as they are; write_back() changes them. One fix may make room for the next, so it takes
// rounds.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "config.h"
#include "files.h"
#include "lint.h"
#include "result.h"

namespace plimsoll {

struct FixedFile {
  FileEntry file;
  std::string before, after;
  int applied = 0;  // fixes
};

struct FixRun {
  RunResult result;              // of the last round: what is left, placed in the fixed texts
  std::vector<FixedFile> files;  // those that changed, and standard input, by path
};

// `unsafe`: also the fixes that may change the meaning.
FixRun fix(const std::vector<FileEntry>& files, const LintOptions& options, bool unsafe,
           std::vector<ConfigProblem>& problems);

// What one round makes of a file's text, and how many changes that were.
struct Step {
  std::string text;
  int changes = 0;
};

// The rounds of any such run. `relevant` takes out of each result what is not to be looked at.
FixRun rewrite(const std::vector<FileEntry>& files, const LintOptions& options,
               const std::function<Step(FileResult&)>& step, const std::function<void(RunResult&)>& relevant,
               std::vector<ConfigProblem>& problems);

// Puts the fixed text into the file, which keeps its mode, and is whole at any time. Says what failed; empty if
// nothing.
std::string write_back(const FixedFile& fixed);

}  // namespace plimsoll
