// Writing the key=value form of ENV and LABEL.
//
//   quoted("a \"b\" $c", '\\')   // "a \"b\" \$c" in double quotes: the builder makes the very text of it
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "dockerfile/ast.h"
#include "finding.h"

namespace plimsoll::dockerfile {

std::string quoted(std::string_view literal, char escape);

// Edits that write a legacy pair, "KEY value", as KEY=value with the same value; none where that cannot be done.
std::vector<Edit> modern_form(const Instruction& instruction, const KeyValue& pair, const Source& source);
// The same for "KEY = value", whose value is meant to be what stands behind the "=".
std::vector<Edit> closed_up_form(const Instruction& instruction, const KeyValue& pair, const Source& source);

}  // namespace plimsoll::dockerfile
