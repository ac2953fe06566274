#include "context.h"
#include "suppress.h"

namespace plimsoll::project {

extern constinit const Rule unused_suppression = {
    .severity = Severity::warning,
    .group = Group::suppression,
    .check =
        [](const Suppression& suppression, Context& ctx) {
          for (const Suppression::Name& name : suppression.names) {
            if (name.used || !name.checked) continue;
            ctx.report(name.span, "'{}' finds nothing here to allow, so the comment can go", name.text);
          }
        },
};

}  // namespace plimsoll::project
