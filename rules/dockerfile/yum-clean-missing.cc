#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule yum_clean_missing = {
    .severity = Severity::info,
    .group = Group::image_size,
    .aliases = {"hadolint:DL3032", "trivy:DS-0015", "trivy:AVD-DS-0015", "trivy:DS015", "trivy:purge-yum-package-cache",
                "trivy:docker-purge-yum-package-cache", "kics:Yum Clean All Missing",
                "kics:00481784-25aa-4a55-8633-3136dfcf4f37", "semgrep:missing-yum-clean-all", "sonar:S6587",
                "dockerfile_lint:no_yum_clean_all", "terrascan:AC_DOCKER_0009"},
    .programs = {"yum"},
    .check = [](const shell::ManagerCall& call, Context& ctx) { report_unclean(call, "yum clean all", ctx); },
};

}  // namespace plimsoll::dockerfile
