#include "context.h"
#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

extern constinit const Rule tab_indentation_in_heredoc = {
    .severity = Severity::info,
    .group = Group::style,
    .check =
        [](const Instruction& instruction, Context& ctx) {
          for (const Heredoc& heredoc : instruction.heredocs) {
            if (!heredoc.chomp || !heredoc.terminated) continue;
            const std::string_view body = ctx.source().text(heredoc.body);
            bool tabs = false;
            Span blanks;
            for (size_t begin = 0; begin < body.size(); begin = body.find('\n', begin) + 1) {
              tabs = tabs || body[begin] == '\t';
              const size_t first = std::min(body.find_first_not_of(' ', begin), body.size());
              const bool empty = first == body.size() || body[first] == '\n' || body[first] == '\r';
              if (blanks.empty() && first > begin && !empty) {
                const uint32_t offset = heredoc.body.begin;
                blanks = {offset + static_cast<uint32_t>(begin), offset + static_cast<uint32_t>(first)};
              }
              if (body.find('\n', begin) == body.npos) break;
            }
            if (tabs && !blanks.empty()) {
              ctx.report(blanks, "'<<-' takes away tabs only, so this line stays indented with blanks");
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
