// A run that writes comments for what it finds: lint, write, lint again, until nothing more can be allowed.
//
// Files on disk stay as they are; write_back() (fix_run.h) changes them. What is left in the result has no place for a
// comment, as in JSON.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "fix_run.h"

namespace plimsoll {

// `relevant` takes out of a result what needs no comment. The reason may be empty.
FixRun add_suppressions(const std::vector<FileEntry>& files, const LintOptions& options, const std::string& reason,
                        const std::function<void(RunResult&)>& relevant, std::vector<ConfigProblem>& problems);

}  // namespace plimsoll
