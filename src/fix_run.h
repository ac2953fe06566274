// A run that mends what it finds: lint, apply the fixes, lint again, until nothing is left to apply.
//
// The files on disk stay as they are; write_back() changes them. One fix may make room for the next, so it takes
// rounds.
#pragma once

#include <string>
#include <vector>

#include "config.h"
#include "diagnostic.h"
#include "files.h"
#include "lint.h"

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

// Puts the fixed text into the file, which keeps its mode, and is whole at any time. Says what failed; empty if
// nothing.
std::string write_back(const FixedFile& fixed);

}  // namespace plimsoll
