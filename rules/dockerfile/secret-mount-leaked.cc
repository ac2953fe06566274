#include "context.h"
#include "dockerfile/leaked_mounts.h"

namespace plimsoll::dockerfile {

extern constinit const Rule secret_mount_leaked = {
    .severity = Severity::warning,
    .group = Group::secrets,
    .check =
        [](const Run& run, Context& ctx) {
          for (const LeakedMount& leak : leaked_mounts(run)) {
            ctx.report(leak.span, "the secret mount '{}' {}", leak.id, leak.how);
          }
        },
};

}  // namespace plimsoll::dockerfile
