#include "dockerfile/labels.h"

namespace plimsoll::dockerfile {

extern constinit const Rule label_not_email = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"hadolint:DL3058"},
    .options = {&label_types},
    .check = [](const Label& label,
                Context& ctx) { check_label_type(label, "email", is_email, "an e-mail address", ctx); },
};

}  // namespace plimsoll::dockerfile
