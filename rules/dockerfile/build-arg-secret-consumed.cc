#include <set>

#include "context.h"
#include "dockerfile/secret_places.h"

namespace plimsoll::dockerfile {

extern constinit const Rule build_arg_secret_consumed = {
    .severity = Severity::warning,
    .group = Group::secrets,
    .check = [](const Stage& stage, Context& ctx) {
  std::set<const KeyValue*> reported;
  for (const Instruction* instruction : stage.instructions) {
    if (instruction->keyword == Keyword::onbuild) instruction = static_cast<const Onbuild*>(instruction)->trigger.get();
    if (!instruction || instruction->keyword != Keyword::run) continue;
    const RunVariables variables(*instruction);
    auto use = [&](const shell::Word& word) {
      for (const std::string& name : word.variables) {
        if (secret_variable(name).empty()) continue;
        const Binding binding = variables.find(name);
        if (binding.origin != Binding::Origin::arg || !reported.insert(binding.pair).second) continue;
        ctx.report(word.span, "the build argument '{}' is used here, so its value stays in the history of the {}", name,
                   shipped(*instruction) ? "image" : "stage")
            .severity(shipped(*instruction) ? Severity::warning : Severity::info)
            .note(binding.pair->key.span, "the argument");
      }
    };
    for (const shell::Script* script : instruction->scripts) {
      for (const shell::Command& command : script->commands) {
        for (const shell::Assignment& assignment : command.assignments) use(assignment.value);
        for (const shell::Word& word : command.arguments) use(word);
      }
    }
  }
},
};

}  // namespace plimsoll::dockerfile
