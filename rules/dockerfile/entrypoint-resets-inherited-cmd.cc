#include "context.h"
#include "dockerfile/exec_form.h"

namespace plimsoll::dockerfile {

extern constinit const Rule entrypoint_resets_inherited_cmd = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.parent || !stage.shipped) return;
          const Instruction* first = nullptr;
          for (const Instruction* instruction : stage.instructions) {
            if (instruction->keyword == Keyword::cmd) return;
            if (!first && instruction->keyword == Keyword::entrypoint) first = instruction;
          }
          const Cmd* inherited = first ? command_of(*stage.parent) : nullptr;
          if (!inherited || (inherited->command.exec_form && inherited->command.exec.empty())) return;
          ctx.report(first->name.span, "this ENTRYPOINT drops the CMD of the stage below; say it again if it is needed")
              .note(inherited->span, "this has no effect here");
        },
};

}  // namespace plimsoll::dockerfile
