#include "context.h"
#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

extern constinit const Rule empty_continuation_line = {
    .severity = Severity::warning,
    .group = Group::deprecated,
    .aliases = {"buildkit:NoEmptyContinuation", "dockerfile-ls:EMPTY_CONTINUATION_LINE"},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          if (instruction.blank_lines.empty()) return;
          std::vector<Edit> edits;
          for (Span line : instruction.blank_lines) edits.push_back(remove(line));
          const uint32_t first = instruction.blank_lines[0].begin;
          ctx.report({first, first}, "a blank line stands inside of {}, which builders will refuse some day",
                     name_of(instruction.keyword))
              .fix("leave out the blank lines", std::move(edits));
        },
};

}  // namespace plimsoll::dockerfile
