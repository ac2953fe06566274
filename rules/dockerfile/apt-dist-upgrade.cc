#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule apt_dist_upgrade = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::all,
    .aliases = {"hadolint-retired:DL3005", "trivy:DS-0024", "trivy:AVD-DS-0024", "trivy:DS024", "trivy:no-dist-upgrade",
                "trivy:docker-no-dist-upgrade", "semgrep:avoid-apt-get-upgrade",
                "kics-retired:Run Using Upgrade Commands", "kics-retired:682fe378-c180-4bd5-8a14-95fc285fb269",
                "dockerfilelint:apt-get-dist-upgrade", "dockerlinter:ER0006", "dockle:DKL-DI-0003"},
    .programs = {"apt-get", "apt", "aptitude"},
    .check =
        [](const shell::ManagerCall& call, Context& ctx) {
          report_upgrade(call, {"dist-upgrade", "full-upgrade"}, ctx);
        },
};

}  // namespace plimsoll::dockerfile
