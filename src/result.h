// What a run says: of each file, and of itself.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config_problem.h"
#include "packed_diagnostics.h"

namespace plimsoll {

struct FileResult {
  enum class Status : uint8_t {
    checked,
    not_ours,  // neither a Dockerfile nor a Kubernetes manifest
    skipped,   // ours, but not checked: `reason` says why, such as a Helm template
    failed,    // could not be read: `reason` says why
  };
  std::string path;
  Status status = Status::checked;
  std::string reason;
  std::string incomplete;         // checked, but not by everything: why
  std::string text;               // what was linted, if it was asked for and has fixes
  bool named = false;             // given on the command line, not found in a folder
  uint32_t suppressed = 0;        // findings that comments silenced
  PackedDiagnostics diagnostics;  // by offset, then rule
};

struct RunResult {
  std::vector<FileResult> files;   // by path
  std::vector<std::string> notes;  // about the whole run: what was not asked, and why
  std::vector<ConfigProblem> config_problems;
};

}  // namespace plimsoll
