// Comments that a shell reads, behind commands and in heredocs: "# shellcheck disable=SC2086", "# nosemgrep", "#
// NOSONAR".
#pragma once

#include <vector>

#include "dockerfile/ast.h"
#include "suppress/suppression.h"

namespace plimsoll {

// Adds those in the scripts of a file, which must be there, with their scopes.
void add_script_comments(const dockerfile::File& file, std::vector<Suppression>& found);

// What a directive of ShellCheck inside an instruction holds for: the next command with all that belongs to it, the
// whole script where none stands before the comment. Asked for the comments of one instruction after the other.
class CommandScopes {
 public:
  Span of(const dockerfile::Instruction& instruction, Span comment);

 private:
  const dockerfile::Instruction* instruction_ = nullptr;
  std::vector<const shell::Script*> scripts_;  // of it, by place; without those that have no command
};

}  // namespace plimsoll
