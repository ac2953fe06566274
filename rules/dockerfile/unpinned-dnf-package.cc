#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule unpinned_dnf_package = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3041", "kics:Missing Version Specification In dnf install",
                "kics:93d88cf7-f078-46a8-8ddc-178e03aeacf1"},
    .options = {&ignored_packages},
    .programs = {"dnf", "dnf5", "microdnf", "tdnf"},
    .check = [](const shell::Install& install, Context& ctx) { report_unpinned(install, ctx); },
};

}  // namespace plimsoll::dockerfile
