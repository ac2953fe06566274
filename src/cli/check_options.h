// The options of `check` that other commands have as well.
#pragma once

#include <vector>

#include "cli/check.h"
#include "cli/command.h"

namespace plimsoll::cli {

Option profile_option(CheckOptions& wanted);
// Those that say which rules run and how: --profile, --select, --config, …
std::vector<Option> options_of_rules(CheckOptions& wanted);

}  // namespace plimsoll::cli
