// What a git clone takes: a fixed state of a repository, or whatever a branch holds on that day.
#pragma once

#include <string>

#include "shell/script.h"

namespace plimsoll::dockerfile {

struct GitClone {
  const shell::Word* url = nullptr;     // nullptr: the command clones nothing, or from a place that nobody knows
  const shell::Word* branch = nullptr;  // the value of --branch, if one is given that moves
  std::string branch_name;
  bool floating = false;  // neither a tag, nor a commit, nor a later checkout
};
GitClone git_clone(const shell::Command& command);

}  // namespace plimsoll::dockerfile
