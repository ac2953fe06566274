#include "context.h"
#include "suppress.h"

namespace plimsoll::project {

extern constinit const Rule malformed_suppression = {
    .severity = Severity::warning,
    .group = Group::suppression,
    .check =
        [](const Suppression& suppression, Context& ctx) {
          if (suppression.malformed.empty()) return;
          ctx.report(suppression.malformed_span, "the comment allows nothing: {}", suppression.malformed);
        },
};

}  // namespace plimsoll::project
