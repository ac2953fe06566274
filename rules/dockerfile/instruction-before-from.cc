#include "context.h"
#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

extern constinit const Rule instruction_before_from = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"datadog-iac:first_instruction_should_be_arg_or_from",
                "datadog-iac:52e2b1c6-56e4-5264-2fc6-523166b2c8f3", "hadolint:DL3061",
                "buildkit-error:no build stage in current context", "dockerfilelint:from_first", "dockerlinter:EI0002",
                "dockerlint:from_first"},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          if (instruction.trigger_of || instruction.keyword == Keyword::arg || instruction.keyword == Keyword::from ||
              instruction.keyword == Keyword::unknown)
            return;
          if (instruction.stage) {
            // Of a fragment, the head alone is worth a word.
            if (instruction.stage->from || instruction.model->file().instructions.front().get() != &instruction) return;
            ctx.report(instruction.name.span, "{} has no FROM before it, and only ARG may stand so",
                       name_of(instruction.keyword));
            return;
          }
          ctx.report(instruction.name.span, "{} stands before the first FROM, where only ARG may stand",
                     name_of(instruction.keyword));
        },
};

}  // namespace plimsoll::dockerfile
