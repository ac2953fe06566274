#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule apt_upgrade = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::all,
    .aliases = {"semgrep:avoid-apt-get-upgrade", "kics-retired:Run Using Upgrade Commands",
                "kics-retired:682fe378-c180-4bd5-8a14-95fc285fb269", "dockerfilelint:apt-get-upgrade",
                "dockerlinter:ER0006", "terrascan:AC_DOCKER_0052"},
    .programs = {"apt-get", "apt", "aptitude"},
    .check =
        [](const shell::ManagerCall& call, Context& ctx) {
          report_upgrade(call, {"upgrade", "safe-upgrade"}, ctx);
        },
};

}  // namespace plimsoll::dockerfile
