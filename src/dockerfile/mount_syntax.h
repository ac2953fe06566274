// What the builder refuses in RUN --mount=….
#pragma once

#include <string>

#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

// What is wrong with a field of a mount of `type`; empty if nothing, or if a variable may put it right.
std::string problem_of(const Mount::Field& field, std::string_view type);

}  // namespace plimsoll::dockerfile
