#include "dockerfile/labels.h"

namespace plimsoll::dockerfile {

extern constinit const Rule label_not_git_hash = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"hadolint:DL3055"},
    .options = {&label_types},
    .check = [](const Label& label, Context& ctx) { check_label_type(label, "hash", is_git_hash, "a git hash", ctx); },
};

}  // namespace plimsoll::dockerfile
