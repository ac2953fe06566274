#include <algorithm>
#include <set>

#include "context.h"
#include "dockerfile/late_directives.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {
namespace {

// At the top, an escape that is none fails the build.
bool would_count(const LateDirective& late) {
  if (late.name != "escape") return true;
  std::string_view value = late.comment->text;
  value.remove_prefix(std::min(value.find('=') + 1, value.size()));
  const size_t begin = value.find_first_not_of(" \t");
  if (begin == value.npos) return false;
  value = value.substr(begin, value.find_last_not_of(" \t\r") - begin + 1);
  return value == "\\" || value == "`";
}

}  // namespace

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
            if (!seen.insert(late.name).second || !would_count(late)) continue;
            const Span line = ctx.source().line(ctx.source().line_of(comment.span.begin));
            const std::string_view text = ctx.source().text();
            const size_t next = std::min(text.find('\n', line.end), text.size() - 1) + 1;
            report.suggest("move it to the top", {insert_before({top, top}, std::string(comment.text) + "\n"),
                                                  remove({line.begin, static_cast<uint32_t>(next)})});
          }
        },
};

}  // namespace plimsoll::dockerfile
