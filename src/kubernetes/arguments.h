// The command lines that a container runs: its own, and those of its hooks and probes.
#pragma once

#include <memory>
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

}  // namespace plimsoll::kubernetes
