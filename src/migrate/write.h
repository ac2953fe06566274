// The text of a .plimsoll.yaml, with comments that name the origin of each block and, at the end, what was lost.
#pragma once

#include <string>

#include "migrate/merge.h"

namespace plimsoll::migrate {

std::string write_config(const Plan& plan);

// "what: why", safe for one line of a terminal or a comment.
std::string describe(const Loss& loss);

}  // namespace plimsoll::migrate
