#include "context.h"
#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

extern constinit const Rule invalid_from_syntax = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL1000", "buildkit-error:FROM requires either one or three arguments",
                "dockerfile-ls:ARGUMENT_REQUIRES_ONE_OR_THREE", "dockerfile-ls:INVALID_AS"},
    .check =
        [](const From& from, Context& ctx) {
          if (!from.image) {
            ctx.report(from.name.span, "FROM names no image");
          } else if (from.as && !from.stage_name) {
            ctx.report(from.as->span, "no stage name follows '{}'", from.as->text);
          } else if (!from.extra.empty()) {
            const Word& word = from.extra.front();
            if (word.text.starts_with('#')) {
              ctx.report(word.span, "a comment cannot stand behind an instruction, so FROM gets too many words");
            } else {
              ctx.report(word.span, "'{}' is one word too many; FROM takes an image and 'AS name'", word.text);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
