// `plimsoll check`: the steps of a run, in order.
#pragma once

#include "cli/check.h"
#include "lint.h"

namespace plimsoll {

// Returns the exit code.
int run_check(const CheckOptions& options);

LintOptions lint_options(const CheckOptions& options);
// On standard error, a line each. Returns whether one of them is more than a warning.
bool print_problems(const std::vector<ConfigProblem>& problems);

}  // namespace plimsoll
