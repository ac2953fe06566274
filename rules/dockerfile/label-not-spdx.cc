#include "dockerfile/labels.h"

namespace plimsoll::dockerfile {

extern constinit const Rule label_not_spdx = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3054"},
    .options = {&label_types},
    .check =
        [](const Label& label, Context& ctx) {
          check_label_type(label, "spdx", is_spdx_expression, "an SPDX license expression", ctx);
        },
};

}  // namespace plimsoll::dockerfile
