#include "cli/commands.h"

namespace plimsoll::cli {

std::vector<Command> commands() {
  return {
      check_command(),
      migrate_command(),
      rule_command(),
      rules_command(),
      completions_command(),
      man_command(),
  };
}

}  // namespace plimsoll::cli
