#include "context.h"
#include "dockerfile/ignore_comments.h"
#include "suppress.h"

namespace plimsoll::project {

extern constinit const Rule ignore_without_reason = {
    .severity = Severity::info,
    .group = Group::suppression,
    .profile = Profile::all,
    .check = {[](const Suppression& suppression, Context& ctx) {
                if (!suppression.malformed.empty() || !suppression.reason.empty()) return;
                ctx.report(suppression.span, "the comment does not say why; a reason goes behind '--'");
              },
              [](const dockerfile::File& file, Context& ctx) {
                for (const dockerfile::IgnoreComment& comment : ignore_comments(file)) {
                  if (!comment.can_have_reason || comment.has_reason) continue;
                  ctx.report(comment.span, "the comment to {} does not say why", comment.tool);
                }
              }},
};

}  // namespace plimsoll::project
