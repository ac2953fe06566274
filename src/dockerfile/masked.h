// Failures that the shell forgets: of what stands left of ";", a line break or "|| true".
#pragma once

#include <cstddef>
#include <vector>

#include "shell/script.h"

namespace plimsoll::dockerfile {

// The command whose failure goes unnoticed because commands[i] follows it behind a ";" or a line break; nullptr if none
// can fail, if the list that it ends asks something ([ -f x ] && y), or if what follows looks at the status.
const shell::Command* masked_by(const std::vector<shell::Command>& commands, size_t i);

// The command before commands[i] in its script, those of substitutions left out; nullptr at the head.
const shell::Command* before(const std::vector<shell::Command>& commands, size_t i);

// The last command of the list that ends with `last` that brings something which the image is meant to have: an
// install, a download, a build; nullptr if there is none.
const shell::Command* install_before(const std::vector<shell::Command>& commands, const shell::Command* last);

// It says nothing and goes on: true, :, exit 0.
bool ends_well(const shell::Command& command);

}  // namespace plimsoll::dockerfile
