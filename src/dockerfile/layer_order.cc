#include "dockerfile/layer_order.h"

#include <algorithm>

#include "dockerfile/build_tools.h"
#include "dockerfile/copied_files.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

Fact table() {
  static const Fact facts = facts::table("layer-order");
  return facts;
}

bool is_known_package(const shell::Package& package) {
  return !package.file && package.word->text.find('$') == std::string::npos && package.name != ".";
}

}  // namespace

std::optional<BroadCopy> broad_copy(const Instruction& instruction) {
  const Transfer* copy = local_copy(instruction);
  if (!copy) return std::nullopt;
  for (const Word& source : copy->sources) {
    if (is_whole_context(source.text)) return BroadCopy{copy, &source};
  }
  return std::nullopt;
}

bool installs_system_packages(const shell::Install& install) {
  return table()["system-managers"].has(install.manager) && !install.packages.empty() &&
         std::all_of(install.packages.begin(), install.packages.end(), is_known_package);
}

bool installs_dependencies(const shell::Install& install) {
  if (manifests_of(install.manager).empty() || !install.packages.empty()) return false;
  return install.project || !install.requirements.empty();
}

bool installs_named(const shell::Install& install) {
  return !install.packages.empty() && install.requirements.empty() &&
         std::all_of(install.packages.begin(), install.packages.end(), is_known_package);
}

std::string_view manifests_of(std::string_view manager) { return table()["manifests"][manager].string(); }

std::optional<Costly> costly_step(const Instruction& run) {
  for (const shell::Script* script : run.scripts) {
    for (const shell::Command& command : script->commands) {
      if (const auto& install = command.install) return Costly{&command, install->subcommand};
      if (build_of(command)) return Costly{&command, command.name.span};
    }
  }
  return std::nullopt;
}

}  // namespace plimsoll::dockerfile
