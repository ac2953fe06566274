// Keywords in capitals or small letters.
#pragma once

#include <vector>

#include "dockerfile/ast.h"
#include "finding.h"

namespace plimsoll::dockerfile {

// Writes the keyword of an instruction in that case, and the AS of a FROM, so that both stay alike.
std::vector<Edit> recase(const Instruction& instruction, bool capitals);

}  // namespace plimsoll::dockerfile
