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

bool base_lacks(const Stage& root, Fact program) {
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

// A program of unknown content, or a package whose name a variable holds.
bool may_install_anything(const shell::Command& command) {
  if (const auto install = shell::install_of(command)) {
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

bool may_bring(const Instruction& instruction, Fact words) {
  switch (instruction.keyword) {
    case Keyword::run:
      for (const shell::Script* script : instruction.scripts) {
        if (!script->errors.empty() && mentions(script->text.text(), words)) return true;
        for (const shell::Command& command : script->commands) {
          if (mentions(command, words) || may_install_anything(command)) return true;
        }
      }
      return false;
    case Keyword::add:
    case Keyword::copy: {
      const auto& transfer = static_cast<const Transfer&>(instruction);
      return mentions(instruction.line.text(), words) ||
             (transfer.destination && holds_programs(transfer.destination->text));
    }
    default:
      return false;
  }
}

}  // namespace

bool lacks_program(const Stage& stage, Fact program, const Instruction* at) {
  if (!program.exists() || stage.windows || !base_lacks(*stage.root, program)) return false;
  for (const Stage* each : chain_of(stage)) {
    for (const Instruction* instruction : each->instructions) {
      if (at && instruction->order >= at->order) continue;
      if (may_bring(*instruction, program["words"])) return false;
    }
  }
  return true;
}

}  // namespace plimsoll::dockerfile
