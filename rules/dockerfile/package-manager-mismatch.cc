#include "context.h"
#include "dockerfile/model.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

// Programs that stand for one another, or come along with one another.
std::string_view family_of(std::string_view program) {
  if (program == "apt" || program == "apt-get" || program == "aptitude") return "apt-get";
  if (program == "yum" || program == "dnf" || program == "dnf5" || program == "microdnf" || program == "tdnf")
    return "rpm";
  if (program == "apk" || program == "zypper" || program == "pacman") return program;
  return {};
}

// The same script uses the manager of another family too, so it looks where it is.
bool is_for_many(const shell::Script& script, std::string_view family) {
  const std::string_view text = script.text.text();
  if (text.find("command -v") != text.npos || text.find("which ") != text.npos || text.find("type ") != text.npos)
    return true;
  return std::any_of(script.commands.begin(), script.commands.end(), [&](const shell::Command& command) {
    const std::string_view other = family_of(command.base);
    return !other.empty() && other != family;
  });
}

// The script called no package manager before.
bool is_first(const shell::Command& command) {
  const auto& commands = command.script->commands;
  const auto first = std::find_if(commands.begin(), commands.end(),
                                  [](const shell::Command& each) { return !family_of(each.base).empty(); });
  return first != commands.end() && &*first == &command;
}

}  // namespace

extern constinit const Rule package_manager_mismatch = {
    .severity = Severity::error,
    .group = Group::correctness,
    .programs = {"apt-get", "apt", "aptitude", "apk", "yum", "dnf", "dnf5", "microdnf", "tdnf", "zypper", "pacman"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const Instruction* instruction = command.script->instruction;
          if (!instruction || instruction->keyword != Keyword::run || !instruction->stage) return;
          const Stage& root = *instruction->stage->root;
          if (!root.from || !root.external() || !root.image_known || command.conditional) return;
          const auto system = system_of(root.image);
          if (!system || system->package_manager.empty() || command.joint == shell::Joint::or_else) return;
          const std::string_view family = family_of(command.base);
          const bool minimal =
              system->package_manager == "microdnf" && (command.base == "yum" || command.base == "dnf");
          if (family == family_of(system->package_manager) && !minimal) return;
          if (!is_first(command) || is_for_many(*command.script, family)) return;
          ctx.report(command.name.span, "'{}' is based on {}, which has '{}' and not '{}'", root.image_text.value,
                     system->distribution, system->package_manager, command.base)
              .note(root.from->image->span, "the base image");
        },
};

}  // namespace plimsoll::dockerfile
