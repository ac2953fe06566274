// Standard output of the commands that answer a question.
#pragma once

#include <functional>

#include "output/output.h"

namespace plimsoll::cli {

// Prints what `fill` writes; returns the exit code, 2 where standard output failed.
int print(const std::function<void(const Write&)>& fill);

}  // namespace plimsoll::cli
