#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule missing_yum_assume_yes = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"hadolint:DL3030", "kics:Yum Install Allows Manual Input", "kics:6e19193a-8753-436d-8a09-76dcff91bb03",
                "semgrep:missing-yum-assume-yes-switch", "sonar:S6584", "terrascan:AC_DOCKER_0004"},
    .programs = {"yum"},
    .check = [](const shell::ManagerCall& call, Context& ctx) { report_question(call, "-y", false, ctx); },
};

}  // namespace plimsoll::dockerfile
