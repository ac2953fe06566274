#include "context.h"
#include "dockerfile/ast.h"
#include "dockerfile/masked.h"
#include "dockerfile/shell_options.h"

namespace plimsoll::dockerfile {
namespace {

using shell::Command;
using shell::Joint;

// "|| true", "|| exit 0", "|| echo failed"; but not "|| echo failed && exit 1".
bool swallows(const std::vector<Command>& commands, size_t i) {
  const bool last = i + 1 == commands.size();
  if (commands[i].joint == Joint::sequence) return last && commands[i].depth == 0 && ends_well(commands[i]);
  if (commands[i].joint != Joint::or_else) return false;
  if (ends_well(commands[i])) return true;
  if (commands[i].base != "echo" && commands[i].base != "printf") return false;
  return last || commands[i + 1].joint != Joint::and_then || commands[i + 1].base != "exit";
}

}  // namespace

extern constinit const Rule swallowed_install_failure = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const shell::Script& script, Context& ctx) {
          if (!script.instruction || script.instruction->keyword != Keyword::run) return;
          OptionsInForce options(script);
          for (size_t i = 0; i < script.commands.size(); ++i) {
            const Command& command = script.commands[i];
            const bool errexit = options.at(command).errexit;
            if (!swallows(script.commands, i) || (errexit && command.joint == Joint::sequence)) continue;
            const Command* install = install_before(script.commands, before(script.commands, i));
            if (!install) continue;
            const std::string_view tail = ctx.source().text(join(command.joint_span, command.span));
            const bool brief = tail.size() < 20 && tail.find('\n') == tail.npos;
            ctx.report(command.joint_span, "when '{}' fails, '{}' hides it and the image lacks what it brings",
                       install->name.text, brief ? tail : std::string_view(command.name.text));
          }
        },
};

}  // namespace plimsoll::dockerfile
