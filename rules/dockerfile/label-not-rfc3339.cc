#include "dockerfile/labels.h"

namespace plimsoll::dockerfile {

extern constinit const Rule label_not_rfc3339 = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3053"},
    .options = {&label_types},
    .check =
        [](const Label& label, Context& ctx) {
          check_label_type(label, "rfc3339", is_rfc3339, "a date and time as in 2026-01-31T12:00:00Z", ctx);
        },
};

}  // namespace plimsoll::dockerfile
