#include "context.h"
#include "dockerfile/exec_form.h"

namespace plimsoll::dockerfile {

extern constinit const Rule shell_form_entrypoint_ignores_cmd = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .replaces = {"shell-form-cmd-or-entrypoint"},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final) return;
          const Instruction* entrypoint = stage.last(Keyword::entrypoint);
          const Cmd* cmd = command_of(stage);
          if (!entrypoint || !cmd) return;
          const CommandLine& line = *command_line_of(*entrypoint);
          const bool empty = cmd->command.exec_form ? cmd->command.exec.empty() : cmd->command.text.empty();
          if (empty || line.exec_form || line.text.empty()) return;
          const bool on_purpose = line.text.find("$@") != line.text.npos || line.text.find("$0") != line.text.npos ||
                                  line.text.find("$*") != line.text.npos;
          Report report =
              ctx.report(entrypoint->arguments_span(),
                         "ENTRYPOINT in shell form takes no arguments, so CMD is not passed to the program");
          report.note(cmd->span, "this is not used").severity(on_purpose ? Severity::info : Severity::warning);
          if (const auto array = exec_form(*entrypoint)) {
            report.suggest("write a JSON array", replace(entrypoint->arguments_span(), *array));
          }
        },
};

}  // namespace plimsoll::dockerfile
