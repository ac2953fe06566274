// `plimsoll check`: the steps of a run, in order.
#pragma once

#include <string>
#include <vector>

#include "cli/check.h"
#include "lint.h"

namespace plimsoll {

// Returns the exit code.
int run_check(const CheckOptions& options);

// The steps that other commands have in common with it.
LintOptions lint_options(const CheckOptions& options);
// What discovery could not enter or left out is part of the result like any file.
void add_problems(RunResult& result, const std::vector<Discovery::Problem>& problems);
// On standard error, a line each. Returns whether one of them is more than a warning.
bool print_problems(const std::vector<ConfigProblem>& problems);
// Where the program shellcheck is, by the option; empty if it is off or not there.
std::string shellcheck_program(const std::string& option);

}  // namespace plimsoll
