#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule dnf_update = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::all,
    .aliases = {"hadolint-retired:DL3039", "semgrep:avoid-dnf-update", "kics-retired:Run Using dnf Update",
                "kics-retired:09fda05e-da85-4ee7-ab8d-2800a5e6e756", "terrascan:AC_DOCKER_0003"},
    .programs = {"dnf", "dnf5", "microdnf", "tdnf"},
    .check =
        [](const shell::ManagerCall& call, Context& ctx) {
          report_upgrade(call, {"update", "upgrade", "up", "upgrade-minimal", "up-min", "distro-sync", "dsync"}, ctx);
        },
};

}  // namespace plimsoll::dockerfile
