#include "context.h"
#include "dockerfile/written_secrets.h"

namespace plimsoll::dockerfile {

extern constinit const Rule secret_written_to_layer = {
    .severity = Severity::error,
    .group = Group::secrets,
    .replaces = {"build-arg-secret-consumed", "secret-in-run-command", "hardcoded-secret-value", "credentials-in-url"},
    .check =
        [](const Run& run, Context& ctx) {
          if (!shipped(run)) return;
          for (const WrittenSecret& written : written_secrets(run)) {
            if (written.variable.empty()) {
              ctx.report(written.span, "a secret is written to '{}', which stays in this layer", written.file)
                  .covers(written.by)
                  .hide(written.literal);
            } else {
              ctx.report(written.span, "the secret '{}' is written to '{}', which stays in this layer",
                         written.variable, written.file)
                  .covers(written.by);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
