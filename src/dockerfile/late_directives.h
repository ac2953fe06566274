// Comments that were meant as parser directives but stand where the builder reads none.
#pragma once

#include <string>
#include <vector>

#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

struct LateDirective {
  std::string name;  // syntax, escape or check
  const Comment* comment = nullptr;
};

// Not those inside of instructions, and not "# check=skip=…" right above an instruction, where it counts for that one.
std::vector<LateDirective> late_directives(const File& file);

// Where a further directive could be put.
uint32_t end_of_directives(const File& file);

}  // namespace plimsoll::dockerfile
