// Characters beyond ASCII and where they stand: what looks like a blank or a quote and is none.
#pragma once

#include <vector>

#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

struct ForeignCharacter {
  char32_t value = 0;
  Span span;
  const Instruction* instruction = nullptr;  // nullptr between instructions
  // Where neither a comment, nor quotes, nor a heredoc that is no script holds it.
  bool bare = false;
  bool begins_word = false;  // a blank, a separator or the beginning of the line stands before it
  bool ends_word = false;
};

// Those that `wanted` takes, in order of the file. One pass, and a quick one over files that are all ASCII.
std::vector<ForeignCharacter> foreign_characters(const File& file, bool (*wanted)(char32_t));

}  // namespace plimsoll::dockerfile
