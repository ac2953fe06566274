#include "context.h"
#include "dockerfile/build_tools.h"
#include "dockerfile/exec_form.h"

namespace plimsoll::dockerfile {

extern constinit const Rule entrypoint_resets_inherited_cmd = {
    .severity = Severity::info,
    .group = Group::correctness,
    .check =
        [](const Stage& final, Context& ctx) {
          if (!final.final) return;
          const std::vector<const Stage*> chain = chain_of(final);
          const Instruction* inherited = nullptr;
          for (auto stage = chain.rbegin(); stage != chain.rend(); ++stage) {
            const Instruction* entrypoint = nullptr;
            const Instruction* cmd = nullptr;
            for (const Instruction* instruction : (*stage)->instructions) {
              if (instruction->keyword == Keyword::cmd) cmd = instruction;
              if (!entrypoint && instruction->keyword == Keyword::entrypoint) entrypoint = instruction;
            }
            const CommandLine* line = inherited ? command_line_of(*inherited) : nullptr;
            if (entrypoint && !cmd && line && !(line->exec_form && line->exec.empty())) {
              ctx.report(entrypoint->name.span,
                         "this ENTRYPOINT drops the CMD of the stage below; say it again if it is needed")
                  .note(inherited->span, "this has no effect here");
            }
            if (entrypoint || cmd) inherited = cmd;
          }
        },
};

}  // namespace plimsoll::dockerfile
