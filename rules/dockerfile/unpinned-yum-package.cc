#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule unpinned_yum_package = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3033", "kics:Yum install Without Version", "kics:6452c424-1d92-4deb-bb18-a03e95d579c4",
                "terrascan:AC_DOCKER_0033"},
    .options = {&ignored_packages},
    .programs = {"yum"},
    .check = [](const shell::Install& install, Context& ctx) { report_unpinned(install, ctx); },
};

}  // namespace plimsoll::dockerfile
