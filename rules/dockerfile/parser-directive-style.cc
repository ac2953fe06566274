#include "context.h"
#include "dockerfile/ast.h"
#include "dockerfile/late_directives.h"
#include "dockerfile/predefined.h"
#include "dockerfile/words.h"

namespace plimsoll::dockerfile {
namespace {

bool is_directive(std::string_view name) { return name == "syntax" || name == "escape" || name == "check"; }

}  // namespace

extern constinit const Rule parser_directive_style = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::strict,
    .aliases = {"dockerlinter:ED0003", "dockerlinter:ED0005", "dockerfile-ls:CASING_DIRECTIVE"},
    .check =
        [](const File& file, Context& ctx) {
          for (const Directive& directive : file.directives) {
            const std::string name = lower(directive.name.text);
            if (name == directive.name.text || !is_directive(name)) continue;
            ctx.report(directive.name.span, "directive '{}' is written '{}' by custom", directive.name.text, name)
                .fix("write it in lower case", replace(directive.name.span, name));
          }
          // A directive without a value is a comment, the first one of the file.
          if (file.comments.empty()) return;
          const Comment& comment = file.comments[0];
          const Source& source = *file.source;
          if (source.line_of(comment.span.begin) != source.line_of(end_of_directives(file))) return;
          const std::string_view text = trim(comment.text.substr(1));
          if (!text.ends_with('=') || !is_directive(lower(trim(text.substr(0, text.size() - 1))))) return;
          ctx.report(comment.span, "'{}' has no value, so this is a plain comment and no directive can follow", text);
        },
};

}  // namespace plimsoll::dockerfile
