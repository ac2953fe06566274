#include "context.h"
#include "suppress/suppression.h"

namespace plimsoll::project {

extern constinit const Rule malformed_suppression = {
    .severity = Severity::warning,
    .group = Group::suppression,
    .check =
        [](const Suppression& suppression, Context& ctx) {
          if (suppression.malformed.empty()) return;
          Report report = ctx.report(suppression.malformed_span, "the {} allows nothing: {}", suppression.form(),
                                     suppression.malformed);
          if (!suppression.removal.empty()) report.suggest("remove it", remove(suppression.removal));
        },
};

}  // namespace plimsoll::project
