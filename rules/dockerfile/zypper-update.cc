#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule zypper_update = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::all,
    .aliases = {"semgrep:avoid-zypper-update", "kics-retired:Run Using Zypper Update",
                "kics-retired:d4895357-dd49-4ba5-b726-1bb81cb50989"},
    .programs = {"zypper"},
    .check =
        [](const shell::ManagerCall& call, Context& ctx) {
          report_upgrade(call, {"update", "up", "patch"}, ctx);
        },
};

}  // namespace plimsoll::dockerfile
