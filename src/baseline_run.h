// `plimsoll baseline create|update|prune`: a check whose findings go into a file.
#pragma once

#include <string>

#include "cli/check.h"

namespace plimsoll {

enum class BaselineAction { create, update, prune };

// Returns the exit code.
int run_baseline(BaselineAction action, const std::string& file, const CheckOptions& options);

}  // namespace plimsoll
