#include "context.h"
#include "dockerfile/ignore_comments.h"
#include "suppress.h"

namespace plimsoll::project {

extern constinit const Rule inline_ignore_used = {
    .severity = Severity::info,
    .group = Group::suppression,
    .profile = Profile::all,
    .aliases = {"hadolint:DL1001"},
    .check = {[](const Suppression& suppression, Context& ctx) {
                if (suppression.malformed.empty()) ctx.report(suppression.span, "a comment silences Plimsoll");
              },
              [](const dockerfile::File& file, Context& ctx) {
                for (const dockerfile::IgnoreComment& comment : ignore_comments(file)) {
                  ctx.report(comment.span, "a comment silences {}", comment.tool);
                }
              }},
};

}  // namespace plimsoll::project
