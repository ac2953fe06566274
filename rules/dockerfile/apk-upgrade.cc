#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule apk_upgrade = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::all,
    .aliases = {"hadolint-retired:DL3017", "semgrep:avoid-apk-upgrade", "kics-retired:Use of Apk Upgrade",
                "kics-retired:989ab888-7d1e-410f-9dde-c64a1d367bf2", "dockerlinter:ER0006", "terrascan:AC_DOCKER_0039"},
    .programs = {"apk"},
    .check = [](const shell::ManagerCall& call, Context& ctx) { report_upgrade(call, {"upgrade"}, ctx); },
};

}  // namespace plimsoll::dockerfile
