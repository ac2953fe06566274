#include "shell/neighbours.h"

#include <algorithm>

#include "shell/install.h"

namespace plimsoll::shell {

std::span<const Command> commands_before(const Command& command, size_t most) {
  const Command* first = command.script->commands.data();
  const size_t size = std::min(static_cast<size_t>(&command - first), most);
  return {&command - size, size};
}

std::span<const Command> commands_behind(const Command& command, size_t most) {
  const std::vector<Command>& all = command.script->commands;
  const size_t next = static_cast<size_t>(&command - all.data()) + 1;
  return {all.data() + next, std::min(all.size() - next, most)};
}

bool removed_behind(const Command& install, std::string_view package) {
  for (const Command& command : commands_behind(install)) {
    for (const Package& removed : removes_of(command)) {
      if (removed.name == package) return true;
    }
  }
  return false;
}

}  // namespace plimsoll::shell
