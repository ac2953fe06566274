#include <algorithm>

#include "context.h"
#include "dockerfile/secret_places.h"

namespace plimsoll::dockerfile {
namespace {

// The word that a shell reads as a script, or takes for the program.
const shell::Word* read_as_script(const shell::Command& command) {
  if (command.base.empty()) return command.name.variables.empty() ? nullptr : &command.name;
  if (command.base == "eval") {
    const auto word = std::find_if(command.arguments.begin(), command.arguments.end(),
                                   [](const shell::Word& each) { return !each.variables.empty(); });
    return word == command.arguments.end() ? nullptr : &*word;
  }
  const shell::Word* script = command.flag_value({"-c"}, nullptr);
  return script && !script->variables.empty() ? script : nullptr;
}

}  // namespace

extern constinit const Rule untrusted_input_in_run = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::strict,
    // The first one is a name that is not known.
    .programs = {"", "eval", "sh", "bash", "rbash", "dash", "ash", "ksh", "ksh93", "mksh", "zsh"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const Instruction* run = command.script->instruction;
          if (!run || run->keyword != Keyword::run || command.script->exec_form) return;
          const shell::Word* word = read_as_script(command);
          if (!word) return;
          const RunVariables variables(*run);
          for (const std::string& name : word->variables) {
            if (variables.find(name).origin != Binding::Origin::arg) continue;
            const std::string_view raw = ctx.source().text(word->span);
            const size_t brace = raw.find("${" + name), plain = raw.find("$" + name);
            const size_t at = std::min(brace, plain);
            Span span = word->span;
            if (at != raw.npos) {
              const size_t end = brace == at ? raw.find('}', at) + 1 : at + 1 + name.size();
              if (end > at && end <= raw.size())
                span = {span.begin + static_cast<uint32_t>(at), span.begin + static_cast<uint32_t>(end)};
            }
            ctx.report(span, "the build argument '{}' is read as a part of the script, so its giver can run anything",
                       name);
            return;
          }
        },
};

}  // namespace plimsoll::dockerfile
