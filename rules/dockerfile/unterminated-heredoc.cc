#include "context.h"
#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

extern constinit const Rule unterminated_heredoc = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL1000", "buildkit-error:unterminated heredoc"},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          for (const Heredoc& heredoc : instruction.heredocs) {
            if (heredoc.terminated) continue;
            Report report = ctx.report(
                heredoc.marker.span, "no line '{}' ends this heredoc, so it takes the rest of the file", heredoc.name);
            const Source& source = ctx.source();
            for (uint32_t line = source.line_of(heredoc.body.begin);
                 !heredoc.body.empty() && line <= source.line_count(); ++line) {
              const std::string_view text = source.text(source.line(line));
              const size_t begin = text.find_first_not_of(" \t");
              if (begin == text.npos || text.substr(begin, text.find_last_not_of(" \t") + 1 - begin) != heredoc.name)
                continue;
              report.note(source.line(line), "blanks keep this line from ending it")
                  .suggest("leave out the blanks", replace(source.line(line), std::string(heredoc.name)));
              break;
            }
            // Those behind it are not ended because it has taken their bodies.
            return;
          }
        },
};

}  // namespace plimsoll::dockerfile
