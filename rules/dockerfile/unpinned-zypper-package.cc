#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule unpinned_zypper_package = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3037", "kics:Zypper Install Without Version", "kics:562952e4-0348-4dea-9826-44f3a2c6117b"},
    .options = {&ignored_packages},
    .programs = {"zypper"},
    .check = [](const shell::Install& install, Context& ctx) { report_unpinned(install, ctx); },
};

}  // namespace plimsoll::dockerfile
