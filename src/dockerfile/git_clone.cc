#include "dockerfile/git_clone.h"

#include <algorithm>
#include <vector>

#include "dockerfile/model.h"
#include "shell/pins.h"

namespace plimsoll::dockerfile {
namespace {

constexpr std::string_view kTakesNext[] = {
    "-b",         "--branch",        "-c",       "--config",           "--depth",
    "-o",         "--origin",        "-C",       "--reference",        "--reference-if-able",
    "-j",         "--jobs",          "-u",       "--separate-git-dir", "--upload-pack",
    "--template", "--shallow-since", "--filter", "--shallow-exclude",  "--revision"};

std::vector<const shell::Word*> operands_of(const shell::Command& git) {
  std::vector<const shell::Word*> result;
  for (size_t i = 0; i < git.arguments.size(); ++i) {
    const std::string_view text = git.arguments[i].text;
    if (std::find(std::begin(kTakesNext), std::end(kTakesNext), text) != std::end(kTakesNext)) {
      ++i;
    } else if (!text.starts_with('-')) {
      result.push_back(&git.arguments[i]);
    }
  }
  return result;
}

// git checkout v1, git reset --hard 1a2b3c4, git switch --detach $COMMIT
bool selects(const shell::Command& command) {
  if (command.base != "git") return false;
  const auto operands = operands_of(command);
  if (operands.size() < 2) return false;
  const std::string_view first = operands[0]->text;
  if (first != "checkout" && first != "switch" && first != "reset") return false;
  return std::any_of(operands.begin() + 1, operands.end(),
                     [](const shell::Word* word) { return !shell::is_main_branch(word->text) && word->text != "."; });
}

bool selected_later(const shell::Command& clone) {
  int left = 100;
  const Instruction& own = *clone.script->instruction;
  const auto any_in = [&](const Instruction& instruction) {
    bool later = &instruction != &own;
    for (const shell::Script* script : instruction.scripts) {
      for (const shell::Command& command : script->commands) {
        if (later && (--left < 0 || selects(command))) return true;
        later = later || &command == &clone;
      }
    }
    return false;
  };
  if (any_in(own)) return true;
  if (!own.stage || own.trigger_of) return false;
  const auto& instructions = own.stage->instructions;
  const auto next = std::upper_bound(instructions.begin(), instructions.end(), own.order,
                                     [](uint32_t order, const Instruction* other) { return order < other->order; });
  return std::any_of(next, instructions.end(), [&](const Instruction* other) { return --left < 0 || any_in(*other); });
}

}  // namespace

GitClone git_clone(const shell::Command& command) {
  GitClone clone;
  const auto operands = operands_of(command);
  if (operands.size() < 2 || operands[0]->text != "clone") return clone;
  const std::string_view url = operands[1]->text;
  if (url.starts_with("$") || url.starts_with("/") || url.starts_with(".") || command.has_flag({"--revision"}))
    return clone;
  clone.url = operands[1];
  const shell::Word* branch = command.flag_value({"-b", "--branch"}, &clone.branch_name);
  if (branch && !shell::is_main_branch(clone.branch_name)) return clone;
  clone.branch = branch;
  clone.floating = !selected_later(command);
  return clone;
}

}  // namespace plimsoll::dockerfile
