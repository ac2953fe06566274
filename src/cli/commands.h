// The files of this folder that define commands; commands() lists them.
#pragma once

#include <memory>

#include "baseline_run.h"
#include "cli/check.h"
#include "cli/command.h"

namespace plimsoll::cli {

// `wanted` is where the options go.
Command check_command(std::shared_ptr<CheckOptions> wanted = std::make_shared<CheckOptions>());
Command migrate_command();
Command baseline_command(BaselineAction action);
Command rule_command();
Command rules_command();
Command config_show_command();
Command config_schema_command();
Command init_command();
Command completions_command();
Command man_command();

}  // namespace plimsoll::cli
