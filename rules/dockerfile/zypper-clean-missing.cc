#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule zypper_clean_missing = {
    .severity = Severity::info,
    .group = Group::image_size,
    .aliases = {"hadolint:DL3036", "trivy:DS-0020", "trivy:AVD-DS-0020", "trivy:DS020", "trivy:purge-zipper-cache",
                "trivy:docker-purge-zipper-cache", "kics:Missing Zypper Clean",
                "kics:38300d1a-feb2-4a48-936a-d1ef1cd24313", "semgrep:missing-zypper-clean", "sonar:S6587"},
    .programs = {"zypper"},
    .check = [](const shell::ManagerCall& call, Context& ctx) { report_unclean(call, "zypper clean -a", ctx); },
};

}  // namespace plimsoll::dockerfile
