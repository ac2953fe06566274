// Programs that run other programs, and shells that run a script: what a list of words really runs. Used by the parser
// only.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "shell/script.h"

namespace plimsoll::shell {

// The last path component of a word's text without .exe; empty if that part expands anything.
std::string program_of(const Word& word);

struct Resolved {
  std::vector<size_t> wrappers;     // indices of the words that name wrapping programs
  std::vector<size_t> assignments;  // NAME=VALUE given to sudo or env
  size_t name = 0;                  // the program that runs in the end; words.size() if there is none
  std::optional<size_t> script;     // the argument that a shell reads: of sh -c, su -c, eval
};
Resolved resolve(const std::vector<Word>& words);

// A shell without a script among its arguments, which therefore reads its input: sh, bash -ex, bash -s -- arg.
bool reads_script_from_input(const Command& command);

}  // namespace plimsoll::shell
