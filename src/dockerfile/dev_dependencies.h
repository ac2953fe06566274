// Packages that a project needs only for developing: which commands install them, and which take them out again.
//
// The flags, variables and settings are rules/data/package-managers.yaml.
#pragma once

#include <string_view>

#include "shell/install.h"

namespace plimsoll::dockerfile {

// npm and its like, which share node_modules.
bool is_node_manager(std::string_view manager);
// Installs the dependencies of a project, and nothing says that those for developing stay out.
bool brings_dev_dependencies(const shell::Install& install);
// npm prune --omit=dev, yarn install --production, rm -rf node_modules
bool removes_dev_dependencies(const shell::Command& command);
// Some command behind the install in the same RUN does.
bool dev_dependencies_removed_later(const shell::Install& install);
// requirements-dev.txt, tests/test-requirements.txt, --requirement=dev.txt
bool is_dev_requirements(std::string_view path);

}  // namespace plimsoll::dockerfile
