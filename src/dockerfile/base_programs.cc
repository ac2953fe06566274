#include "dockerfile/base_programs.h"

#include <algorithm>

#include "dockerfile/build_tools.h"
#include "image_facts.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

bool mentions(std::string_view text, Fact words) {
  for (Fact word : words.items()) {
    if (text.find(word.string()) != text.npos) return true;
  }
  return false;
}

// A command names it among its words. That a script calls a shell does not mean that the shell is there.
bool mentions(const shell::Command& command, Fact words) {
  if (shell::dialect_of(command.base) != shell::Dialect::unknown) return false;
  return mentions(command.name.text, words) ||
         std::any_of(command.arguments.begin(), command.arguments.end(),
                     [&](const shell::Word& word) { return mentions(word.text, words); });
}

// A program of unknown content, or a package whose name a variable holds.
bool may_install_anything(const shell::Command& command) {
  if (const auto& install = command.install) {
    return std::any_of(install->packages.begin(), install->packages.end(), [](const shell::Package& package) {
      return package.from_variable || package.file || package.url;
    });
  }
  const std::string_view name = command.name.text;
  if (command.base.empty() || name.starts_with("./") || name.ends_with(".sh")) return true;
  const bool reader = shell::dialect_of(command.base) != shell::Dialect::unknown || name == "." || name == "source";
  return reader && (command.pipeline_position > 0 ||
                    std::any_of(command.arguments.begin(), command.arguments.end(),
                                [](const shell::Word& word) { return word.text.ends_with(".sh") || !word.literal; }));
}

// Folders in which programs lie, and those above them.
bool holds_programs(std::string_view folder) {
  while (folder.size() > 1 && folder.ends_with('/')) folder.remove_suffix(1);
  return folder == "/" || folder == "." || folder == "/usr" || folder == "/usr/local" || folder.ends_with("bin") ||
         folder.find("/lib") != folder.npos || folder.find('$') != folder.npos;
}

}  // namespace

bool base_lacks(const Stage& root, Fact program) {
  if (!program.exists() || root.windows) return false;
  if (root.scratch) return true;
  if (!root.from || !root.image_known) return false;
  const auto system = system_of(root.image);
  if (!system) return false;
  const std::string_view distribution = system->distribution;
  if (distribution == "distroless") return !root.image.tag || root.image.tag->find("debug") == std::string_view::npos;
  if (program["has"].has(distribution)) return false;
  const std::string_view name = root.image.official_name();
  const Fact plain = facts::table("missing-programs")["plain"][distribution];
  if (plain["images"].has(name)) return true;
  return plain["slim"].has(name) && root.image.tag && root.image.tag->find("slim") != std::string_view::npos;
}

bool may_bring(const shell::Command& command, Fact program) {
  return mentions(command, program["words"]) || may_install_anything(command);
}

bool may_bring(const Transfer& transfer, Fact program) {
  return mentions(transfer.line.text(), program["words"]) ||
         (transfer.destination && holds_programs(transfer.destination->text));
}

bool lacks_program(const Stage& stage, Fact program) {
  if (!base_lacks(*stage.root, program)) return false;
  for (const Stage* each : chain_of(stage)) {
    bool brought = false;
    for_each_command(*each, [&](const shell::Command& command) { brought = brought || may_bring(command, program); });
    for (const Instruction* instruction : each->instructions) {
      const bool transfer = instruction->keyword == Keyword::add || instruction->keyword == Keyword::copy;
      if (transfer && may_bring(static_cast<const Transfer&>(*instruction), program)) return false;
      // What cannot be read may bring anything.
      for (const shell::Script* script : instruction->scripts) brought = brought || !script->errors.empty();
    }
    if (brought) return false;
  }
  return true;
}

}  // namespace plimsoll::dockerfile
