#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule yum_update = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::all,
    .aliases = {"hadolint-retired:DL3031", "semgrep:avoid-yum-update", "kics-retired:Yum Update Enabled",
                "kics-retired:8f6456be-0018-46db-9ce6-b3b6dc8d34d2", "dockerfile_lint:yum_update_all",
                "terrascan:AC_DOCKER_0029"},
    .programs = {"yum"},
    .check =
        [](const shell::ManagerCall& call, Context& ctx) {
          report_upgrade(call, {"update", "upgrade", "update-to", "update-minimal", "upgrade-minimal"}, ctx);
        },
};

}  // namespace plimsoll::dockerfile
