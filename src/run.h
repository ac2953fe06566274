// `plimsoll check`: the steps of a run, in order.
#pragma once

#include "cli/check.h"

namespace plimsoll {

// Returns the exit code.
int run_check(const CheckOptions& options);

}  // namespace plimsoll
