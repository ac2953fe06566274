// What the builder refuses in RUN --mount=….
#pragma once

#include <string>

#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

// What is wrong with a field of a mount; empty if nothing, or if a variable may put it right.
std::string problem_of(const Mount& mount, const Mount::Field& field);

}  // namespace plimsoll::dockerfile
