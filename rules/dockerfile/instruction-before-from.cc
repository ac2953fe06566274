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
          if (instruction.stage || instruction.trigger_of || instruction.keyword == Keyword::arg) return;
          if (instruction.keyword == Keyword::unknown) return;
          ctx.report(instruction.name.span, "{} stands before the first FROM, where only ARG may stand",
                     name_of(instruction.keyword));
        },
};

}  // namespace plimsoll::dockerfile
