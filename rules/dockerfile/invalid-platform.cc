#include "context.h"
#include "dockerfile/platform.h"
#include "dockerfile/variables.h"

namespace plimsoll::dockerfile {

extern constinit const Rule invalid_platform = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:failed to parse platform", "buildkit-error:unknown operating system or architecture"},
    .replaces = {"constant-platform-in-from"},
    .check =
        [](const From& from, Context& ctx) {
          const Flag* flag = from.flag("platform");
          if (!flag || !flag->value || flag->value->text.empty()) return;
          const Word& word = *flag->value;
          const bool fixed = word.text.find('$') == word.text.npos;
          const auto value = fixed ? from.stage->platform.value : by_defaults(word.text, from);
          if (!value || parse_platform(*value)) return;
          if (!from.stage->platform.known) {
            // Whoever asks for an argument by ${P:?} means it.
            if (word.text.find('?') != word.text.npos) return;
            ctx.report(word.span, "'{}' is no platform unless a build argument completes it", word.text)
                .severity(Severity::warning)
                .covers(flag->word.span);
            return;
          }
          ctx.report(word.span, "'{}' is no platform, which is OS/ARCHITECTURE such as linux/amd64", *value)
              .covers(flag->word.span);
        },
};

}  // namespace plimsoll::dockerfile
