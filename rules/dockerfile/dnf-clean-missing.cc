#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule dnf_clean_missing = {
    .severity = Severity::info,
    .group = Group::image_size,
    .aliases = {"hadolint:DL3040", "trivy:DS-0019", "trivy:AVD-DS-0019", "trivy:DS019", "trivy:purge-dnf-package-cache",
                "trivy:docker-purge-dnf-package-cache", "trivy:DS-0027", "trivy:AVD-DS-0027", "trivy:DS027",
                "trivy:purge-microdnf-package-cache", "trivy:docker-purge-microdnf-package-cache",
                "kics:Missing Dnf Clean All", "kics:295acb63-9246-4b21-b441-7c1f1fb62dc0",
                "semgrep:missing-dnf-clean-all", "sonar:S6587", "dockerfile_lint:no_dnf_clean_all",
                "terrascan:AC_DOCKER_00025"},
    .programs = {"dnf", "dnf5", "microdnf", "tdnf"},
    .check = [](const shell::ManagerCall& call,
                Context& ctx) { report_unclean(call, call.command->base + " clean all", ctx); },
};

}  // namespace plimsoll::dockerfile
