#include "dockerfile/labels.h"

namespace plimsoll::dockerfile {

extern constinit const Rule label_not_url = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3052"},
    .options = {&label_types},
    .check = [](const Label& label,
                Context& ctx) { check_label_type(label, "url", is_url, "a URL with a scheme", ctx); },
};

}  // namespace plimsoll::dockerfile
