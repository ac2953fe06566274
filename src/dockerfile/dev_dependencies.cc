#include "dockerfile/dev_dependencies.h"

#include <algorithm>

#include "dockerfile/language_caches.h"
#include "dockerfile/set_variables.h"

namespace plimsoll::dockerfile {
namespace {

// A flag, a variable, or a configuring command leaves them out.
bool leaves_them_out(const shell::Install& install) {
  const shell::Command& command = *install.command;
  for (Fact flag : install.facts["dev-flags"].items()) {
    const std::string_view name = flag.string();
    for (const shell::Word& word : command.arguments) {
      if (word.text == name ||
          (name.find('=') == name.npos && word.text.starts_with(name) && word.text[name.size()] == '='))
        return true;
    }
  }
  if (std::string only; command.flag_value({"--omit", "--only"}, &only) && (only == "dev" || only.starts_with("prod")))
    return true;
  for (const auto [name, words] : install.facts["dev-env"].entries()) {
    const auto value = environment_of(command, name);
    if (!value) continue;
    if (value->empty()) return true;
    for (Fact word : words.items()) {
      if (value->find(word.string()) != std::string::npos) return true;
    }
  }
  return configured_before(command, install.facts["dev-settings"]);
}

}  // namespace

bool is_node_manager(std::string_view manager) {
  return manager == "npm" || manager == "yarn" || manager == "pnpm" || manager == "bun";
}

bool removes_dev_dependencies(const shell::Command& command) {
  if (command.base == "rm") {
    return std::any_of(command.arguments.begin(), command.arguments.end(),
                       [](const shell::Word& word) { return word.text.find("node_modules") != std::string::npos; });
  }
  if (!is_node_manager(command.base)) return command.base == "npm-prune" || command.base == "node-prune";
  if (command.has_flag({"--production", "--prod", "-P"})) return true;
  const auto operands = command.operands();
  return !operands.empty() &&
         (operands[0]->text == "prune" || operands[0]->text == "deploy" || operands[0]->text == "workspaces");
}

bool is_dev_requirements(std::string_view path) {
  const std::string_view name = path.substr(path.find_last_of("/=") + 1);
  for (std::string_view word : {"dev", "test"}) {
    for (size_t at = name.find(word); at != name.npos; at = name.find(word, at + 1)) {
      const bool begins = at == 0 || name[at - 1] == '-' || name[at - 1] == '_' || name[at - 1] == '.';
      if (begins) return true;
    }
  }
  return false;
}

bool brings_dev_dependencies(const shell::Install& install) {
  if (install.manager == "pipenv") return install.project && install.command->has_flag({"--dev", "-d"});
  if (!install.project || !install.facts["dev-flags"].exists()) return false;
  const std::string_view first =
      install.command->arguments.empty() ? "" : std::string_view(install.command->arguments[0].text);
  if (install.command->has_flag({"-g", "--global"}) || first == "fetch" || first == "pip" || first == "create-project")
    return false;
  return !leaves_them_out(install);
}

bool dev_dependencies_removed_later(const shell::Install& install) {
  if (!is_node_manager(install.manager)) return false;
  bool later = false;
  int left = 200;
  for (const shell::Script* script : install.command->script->instruction->scripts) {
    for (const shell::Command& command : script->commands) {
      if (later && (--left < 0 || removes_dev_dependencies(command))) return true;
      later = later || &command == install.command;
    }
  }
  return false;
}

}  // namespace plimsoll::dockerfile
