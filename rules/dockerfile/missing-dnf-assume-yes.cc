#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule missing_dnf_assume_yes = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"hadolint:DL3038", "kics:Missing Flag From Dnf Install", "kics:7ebd323c-31b7-4e5b-b26f-de5e9e477af8",
                "semgrep:missing-dnf-assume-yes-switch", "sonar:S6584"},
    .programs = {"dnf", "dnf5", "microdnf", "tdnf"},
    .check = [](const shell::ManagerCall& call, Context& ctx) { report_question(call, "-y", false, ctx); },
};

}  // namespace plimsoll::dockerfile
