// From the words and the environment of the command line to a command that is ready to run.
//
//   int main(int argc, char** argv) { return plimsoll::cli::run(argc, argv); }
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.h"

namespace plimsoll::cli {

// Sets the options of the command, or says with which code the program ends now: 0 after --help and --version, 2 after
// an error, which is told on standard error in one line.
std::optional<int> parse(const Command& command, const std::vector<std::string>& arguments);

// Finds the command, parses and runs it; returns the exit code of the program.
int run(int argc, const char* const* argv);

}  // namespace plimsoll::cli
