#include "context.h"
#include "suppress/suppression.h"

namespace plimsoll::project {

extern constinit const Rule expired_suppression = {
    .severity = Severity::warning,
    .group = Group::suppression,
    .check =
        [](const Suppression& suppression, Context& ctx) {
          if (!suppression.expired) return;
          Report report = ctx.report(suppression.until_span, "the {} has allowed nothing since {}", suppression.form(),
                                     to_string(*suppression.until));
          if (!suppression.removal.empty()) report.fix("remove it", remove(suppression.removal));
        },
};

}  // namespace plimsoll::project
