#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule unpinned_apt_package = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3008", "kics:Apt Get Install Pin Version Not Defined",
                "kics:965a08d7-ef86-4f14-8792-4a3b2098937e", "dockerlinter:ER0012"},
    .options = {&ignored_packages},
    .programs = {"apt-get", "apt", "aptitude"},
    .check = [](const shell::Install& install, Context& ctx) { report_unpinned(install, ctx); },
};

}  // namespace plimsoll::dockerfile
