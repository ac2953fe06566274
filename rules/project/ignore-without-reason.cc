#include "context.h"
#include "suppress/suppression.h"

namespace plimsoll::project {

extern constinit const Rule ignore_without_reason = {
    .severity = Severity::info,
    .group = Group::suppression,
    .profile = Profile::all,
    .aliases = {"plimsoll:suppression-without-reason"},
    .check =
        [](const Suppression& suppression, Context& ctx) {
          if (!suppression.malformed.empty() || !suppression.reason.empty() || !suppression.can_have_reason) return;
          if (suppression.ours()) {
            ctx.report(suppression.span, "the {} does not say why; a reason goes behind '--'", suppression.form());
          } else {
            ctx.report(suppression.span, "the {} to {} does not say why", suppression.form(), suppression.tool);
          }
        },
};

}  // namespace plimsoll::project
