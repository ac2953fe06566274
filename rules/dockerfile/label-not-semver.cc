#include "dockerfile/labels.h"

namespace plimsoll::dockerfile {

extern constinit const Rule label_not_semver = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"hadolint:DL3056"},
    .options = {&label_types},
    .check =
        [](const Label& label, Context& ctx) {
          check_label_type(label, "semver", is_semantic_version, "a semantic version as in 1.2.3", ctx);
        },
};

}  // namespace plimsoll::dockerfile
