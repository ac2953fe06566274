// `plimsoll migrate`: reads the configurations of other tools and writes ours.
//
//   MigrateOptions options{.files = {".hadolint.yaml"}, .output = ".plimsoll.yaml"};
//   return run_migrate(options);
#pragma once

#include <string>
#include <vector>

namespace plimsoll {

struct MigrateOptions {
  std::vector<std::string> files;  // none: those of the tools that we know, in the working directory
  std::string output;              // a file; standard output when empty
  bool force = false;              // also where there is one already
};

// Returns the exit code: 0, or 2 where something could not be read or written. What could not be carried over is told
// on standard error, a line each, and is no failure.
int run_migrate(const MigrateOptions& options);

}  // namespace plimsoll
