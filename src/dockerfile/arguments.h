// From a logical line to a typed instruction. Internal to the parser.
#pragma once

#include <memory>

#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

std::unique_ptr<Instruction> make_instruction(Keyword keyword);

// Fills everything that follows from name and line, which must be set: span, flags, arguments, what the keyword adds,
// and the trigger of an ONBUILD.
void read_arguments(Instruction& instruction, char escape);

}  // namespace plimsoll::dockerfile
