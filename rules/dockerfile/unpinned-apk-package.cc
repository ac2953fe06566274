#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule unpinned_apk_package = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3018", "kics:Unpinned Package Version in Apk Add",
                "kics:d3499f6d-1651-41bb-a9a7-de925fea487b", "dockerlinter:ER0015"},
    .options = {&ignored_packages},
    .programs = {"apk"},
    .check = [](const shell::Install& install, Context& ctx) { report_unpinned(install, ctx); },
};

}  // namespace plimsoll::dockerfile
