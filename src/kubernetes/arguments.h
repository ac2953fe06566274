// The command lines that a container runs: its own, and those of its hooks and probes.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "kubernetes/workload.h"
#include "shell/script.h"

namespace plimsoll::kubernetes {

struct CommandLine {
  std::vector<Value> words;  // as they stand in command and args
  // What runs, with the scripts of sh -c. Without a command the name of the image stands for the program.
  std::shared_ptr<const shell::Script> script;
};
// Worked out once while the rules run (memo.h).
std::vector<CommandLine> command_lines_of(const Container& container, const Source& source);

// The only argument where it is a line of shell, for an entrypoint of the image that is a shell, which the manifest
// does not show. Without the words, which are those of the command line.
std::optional<CommandLine> shell_argument_of(const Container& container, const Source& source);

}  // namespace plimsoll::kubernetes
