// What the program shellcheck says about the scripts of a Dockerfile, put back on the words of the file.
//
// ShellCheck (https://www.shellcheck.net) runs beside our own work, once for all scripts of a file. Each script is
// given as the shell gets it, behind a head that tells the dialect, the options of SHELL and the variables that ARG and
// ENV set. Its rc files, `source`d files and SHELLCHECK_OPTS are not read.
//
//   Shellcheck shellcheck("/usr/bin/shellcheck", scripts, source);   // starts it
//   … our own work …
//   for (const ShellComment& comment : shellcheck.comments()) …
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "finding.h"
#include "node_kind.h"
#include "shell/script.h"

namespace plimsoll::shell {

struct ShellComment {
  static constexpr NodeKind kind = NodeKind::shell_comment;

  std::string code;  // "SC2086"
  Severity severity = Severity::info;
  std::string message;  // ShellCheck's own sentence
  Span span;
  std::vector<Edit> edits;  // its fix; empty if it has none, or none that can be put back into the file
};

class Shellcheck {
 public:
  // `scripts` and `source` must live until comments() has returned.
  Shellcheck(const std::string& program, std::vector<const Script*> scripts, const Source& source);
  ~Shellcheck();

  // Waits for it. In order of the scripts; empty if it failed, which `failed` then says.
  std::vector<ShellComment> comments();
  bool failed() const { return failed_; }

 private:
  struct Run;
  std::unique_ptr<Run> run_;
  bool failed_ = false;
};

// "0.9.0", of the program at that path; empty if it is no shellcheck.
std::string shellcheck_version(const std::string& program);

}  // namespace plimsoll::shell
