#include "cli/commands.h"

namespace plimsoll::cli {

std::vector<Command> commands() {
  return {
      check_command(),
      migrate_command(),
      baseline_command(BaselineAction::create),
      baseline_command(BaselineAction::update),
      baseline_command(BaselineAction::prune),
      init_command(),
      config_show_command(),
      config_schema_command(),
      rule_command(),
      rules_command(),
      completions_command(),
      man_command(),
  };
}

}  // namespace plimsoll::cli
