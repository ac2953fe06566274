#include "context.h"
#include "suppress/suppression.h"

namespace plimsoll::project {

extern constinit const Rule inline_ignore_used = {
    .severity = Severity::info,
    .group = Group::suppression,
    .profile = Profile::all,
    .aliases = {"hadolint:DL1001"},
    .check =
        [](const Suppression& suppression, Context& ctx) {
          if (!suppression.malformed.empty()) return;
          ctx.report(suppression.span, "{} {} silences {}", suppression.annotation ? "an" : "a", suppression.form(),
                     suppression.tool);
        },
};

}  // namespace plimsoll::project
