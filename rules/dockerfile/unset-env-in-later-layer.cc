#include "context.h"
#include "dockerfile/model.h"
#include "shell/neighbours.h"

namespace plimsoll::dockerfile {
namespace {

// A command before it in the script sets the variable, which then is the script's own.
bool is_own(std::string_view name, const shell::Command& unset) {
  for (const shell::Command& command : shell::commands_before(unset)) {
    for (const shell::Assignment& assignment : command.assignments) {
      if (command.base.empty() && assignment.name.text == name) return true;
    }
    if (command.base != "export" && command.base != "declare" && command.base != "read" && command.base != "local")
      continue;
    for (const shell::Word& word : command.arguments) {
      if (word.text.substr(0, word.text.find('=')) == name) return true;
    }
  }
  return false;
}

}  // namespace

extern constinit const Rule unset_env_in_later_layer = {
    .severity = Severity::warning,
    .group = Group::secrets,
    .aliases = {"sonar:S6581"},
    .programs = {"unset"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const Instruction* run = command.script->instruction;
          if (!run || run->keyword != Keyword::run || !run->model || command.has_flag({"-f"})) return;
          for (const shell::Word* word : command.operands()) {
            const Binding binding = run->model->variable(word->text, *run);
            if (!word->literal || binding.origin != Binding::Origin::env || !binding.pair ||
                is_own(word->text, command))
              continue;
            ctx.report(word->span, "'{}' is unset for this step only; ENV keeps it in the image", word->text)
                .note(binding.pair->span, "set here");
          }
        },
};

}  // namespace plimsoll::dockerfile
