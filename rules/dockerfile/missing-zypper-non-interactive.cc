#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule missing_zypper_non_interactive = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"hadolint:DL3034", "kics:Missing Zypper Non-interactive Switch",
                "kics:45e1fca5-f90e-465d-825f-c2cb63fa3944", "semgrep:missing-zypper-no-confirm-switch"},
    .programs = {"zypper"},
    .check = [](const shell::ManagerCall& call,
                Context& ctx) { report_question(call, "--non-interactive", true, ctx); },
};

}  // namespace plimsoll::dockerfile
