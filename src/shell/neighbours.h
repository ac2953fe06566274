// What stands around a command in its script. Only so far as real scripts go, so that rules stay linear in the script.
#pragma once

#include <span>
#include <string_view>

#include "shell/script.h"

namespace plimsoll::shell {

inline constexpr size_t kNeighbours = 200;

std::span<const Command> commands_before(const Command& command, size_t most = kNeighbours);
std::span<const Command> commands_behind(const Command& command, size_t most = kNeighbours);

// A command behind takes the package away again.
bool removed_behind(const Command& install, std::string_view package);

}  // namespace plimsoll::shell
