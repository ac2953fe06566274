// PLIMSOLL_FAIL_ON=error and the like: options of a command from variables, for CI.
//
// A variable sets what the command line does not. An empty one counts as not set. Several values of an option stand in
// lines of their own, or between its separators.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"

namespace plimsoll::cli {

// What was given of each option of a command on the command line, in the same order.
using Given = std::vector<std::vector<std::string>>;

// Hands values to an option; says what is wrong with one of them.
std::optional<std::string> hand_over(const Option& option, const std::vector<std::string>& values);

// "PLIMSOLL_FAIL_ON" of "--fail-on".
std::string variable_of(const Option& option);

// Sets the options that were not given. Variables that nobody knows are warned of on standard error; what is wrong with
// the value of another is returned.
std::string read_environment(const Command& command, const Given& given);

}  // namespace plimsoll::cli
