// Keywords in capitals or small letters.
#pragma once

#include <string>
#include <vector>

#include "dockerfile/ast.h"
#include "finding.h"

namespace plimsoll::dockerfile {

// Writes the keyword of an instruction in that case, and the AS of a FROM, so that both stay alike.
std::vector<Edit> recase(const Instruction& instruction, bool capitals);

// A keyword for an edit, in the letter case of the instruction that it replaces or stands beside.
std::string spelled_like(const Instruction& other, Keyword keyword);

}  // namespace plimsoll::dockerfile
