// A finding as it is shown: places instead of spans, with the lines of the file that it speaks of.
//
// lint (lint.h) turns the findings of a file into diagnostics while the file is at hand; from then on nothing needs its
// text. All output formats work from these structs alone.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "location.h"
#include "rule.h"

namespace plimsoll {

struct Diagnostic {
  struct Note {
    std::string path;  // empty: the file of the diagnostic
    Region region;
    std::string message;
    Snippet snippet;
  };
  struct Edit {
    Region region;     // empty: an insertion
    std::string text;  // empty: a deletion
  };
  struct Fix {
    bool safe = true;
    std::string title;
    std::vector<Edit> edits;
    bool secret = false;  // its text holds what reports must not show: they leave it out, --fix applies it
  };

  const RegisteredRule* rule = nullptr;
  Severity severity = Severity::warning;
  std::string path;
  Region region;
  std::string message;
  Snippet snippet;
  std::vector<Note> notes;
  std::vector<Fix> fixes;
  // Survives line moves: a hash of the rule, the text of the region's line without blanks, and how many equal ones
  // precede it.
  std::string fingerprint;
  // A fact that makes it void, until all files are read (project.h).
  std::string unless;
  // The same for one that it needs, and what to say of the place that states it.
  std::string given, given_message;
  // Rules that this one replaced on the spot; it answers to their names too.
  std::vector<const RegisteredRule*> replaced;
};

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
  std::string incomplete;               // checked, but not by everything: why
  std::string text;                     // what was linted, if it was asked for and has fixes
  bool named = false;                   // given on the command line, not found in a folder
  uint32_t suppressed = 0;              // findings that comments silenced
  std::vector<Diagnostic> diagnostics;  // by offset, then rule
};

struct RunResult {
  std::vector<FileResult> files;   // by path
  std::vector<std::string> notes;  // about the whole run: what was not asked, and why
};

}  // namespace plimsoll
