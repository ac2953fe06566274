// Which options a shell has on where a command runs: those of SHELL, of the shebang or the reader of a heredoc, of the
// shell behind a -c, and of "set" before it.
//
//   OptionsInForce options(script);
//   for (const shell::Command& command : script.commands)
//     if (const ShellOptions on = options.at(command); !on.pipefail) …   // each command once, in order
#pragma once

#include <vector>

#include "shell/script.h"

namespace plimsoll::dockerfile {

struct ShellOptions {
  bool errexit = false;
  bool pipefail = false;
};

class OptionsInForce {
 public:
  explicit OptionsInForce(const shell::Script& script);
  ShellOptions at(const shell::Command& command);
  // The command that was asked for last is read by the shell of the stage itself.
  bool by_stage() const { return own_ && around_.empty(); }

 private:
  struct Around {
    Span span;
    ShellOptions options;
  };
  ShellOptions outer_;
  bool own_ = true;
  std::vector<Around> around_;
};

}  // namespace plimsoll::dockerfile
