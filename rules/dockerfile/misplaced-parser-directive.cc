#include <algorithm>
#include <set>

#include "context.h"
#include "dockerfile/late_directives.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {

extern constinit const Rule misplaced_parser_directive = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"dockerlinter:ED0001", "dockerlinter:ED0004"},
    .check =
        [](const File& file, Context& ctx) {
          std::set<std::string> seen;
          for (const Directive& directive : file.directives) seen.insert(lower(directive.name.text));
          const uint32_t top = end_of_directives(file);
          for (const LateDirective& late : late_directives(file)) {
            const Comment& comment = *late.comment;
            Report report =
                ctx.report(comment.span, "'{}' counts in the first lines only, so this is a plain comment", late.name);
            if (!seen.insert(late.name).second) continue;
            const Span line = ctx.source().line(ctx.source().line_of(comment.span.begin));
            const std::string_view text = ctx.source().text();
            const size_t next = std::min(text.find('\n', line.end), text.size() - 1) + 1;
            report.suggest("move it to the top", {insert_before({top, top}, std::string(comment.text) + "\n"),
                                                  remove({line.begin, static_cast<uint32_t>(next)})});
          }
        },
};

}  // namespace plimsoll::dockerfile
