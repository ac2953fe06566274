#include "dockerfile/masked.h"

#include <algorithm>

#include "facts/facts.h"
#include "shell/install.h"

namespace plimsoll::dockerfile {
namespace {

using shell::Command;
using shell::Joint;

bool can_fail(const Command& command) {
  if (command.name.text.empty()) return false;  // an assignment, or a file that is emptied
  if (command.base == "rm" && command.has_flag({"-f", "--force"})) return false;
  return !facts::table("shell-words")["cannot-fail"].has(command.name.text);
}

bool is_install(const Command& command) {
  if (const auto& call = command.call) {
    if (call->action == shell::Action::install || call->action == shell::Action::update ||
        call->action == shell::Action::upgrade)
      return true;
    return command.install != nullptr;
  }
  if (const auto& download = command.download) return !download->urls.empty() && download->to_file;
  return command.is("git", {"clone"}) || command.base == "make";
}

bool uses_status(const Command& command) {
  const auto uses = [](const shell::Word& word) {
    return std::find(word.variables.begin(), word.variables.end(), "?") != word.variables.end();
  };
  return std::any_of(command.arguments.begin(), command.arguments.end(), uses) ||
         std::any_of(command.assignments.begin(), command.assignments.end(),
                     [&](const shell::Assignment& assignment) { return uses(assignment.value); });
}

}  // namespace

const Command* before(const std::vector<Command>& commands, size_t i) {
  const Command& command = commands[i];
  while (i-- > 0) {
    if (commands[i].span.contains(command.span)) return nullptr;
    if (commands[i].in_substitution == command.in_substitution) return &commands[i];
  }
  return nullptr;
}

const Command* install_before(const std::vector<Command>& commands, const Command* last) {
  for (const Command* at = last; at; at = before(commands, static_cast<size_t>(at - commands.data()))) {
    if (is_install(*at)) return at;
    if (at->joint != Joint::and_then) return nullptr;
  }
  return nullptr;
}

bool ends_well(const Command& command) {
  if (command.base == "exit") return !command.arguments.empty() && command.arguments[0].text == "0";
  return command.base == "true" || command.base == ":";
}

const Command* masked_by(const std::vector<Command>& commands, size_t i) {
  if (commands[i].joint != Joint::sequence || uses_status(commands[i])) return nullptr;
  if (ends_well(commands[i]) || commands[i].base == "exit") return nullptr;  // the script says itself how it ends
  const Command* masked = nullptr;
  const Command* at = before(commands, i);
  while (at) {
    if (facts::table("shell-words")["tests"].has(at->base)) return nullptr;
    if (!masked && can_fail(*at)) masked = at;
    if (at->joint == Joint::or_else && !can_fail(*at)) return masked;
    if (at->joint != Joint::and_then && at->joint != Joint::or_else) break;
    at = before(commands, static_cast<size_t>(at - commands.data()));
  }
  return masked;
}

}  // namespace plimsoll::dockerfile
