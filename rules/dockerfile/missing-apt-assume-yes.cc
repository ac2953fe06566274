#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {

extern constinit const Rule missing_apt_assume_yes = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"hadolint:DL3014", "trivy:DS-0021", "trivy:AVD-DS-0021", "trivy:DS021", "trivy:use-apt-auto-confirm",
                "trivy:docker-use-apt-auto-confirm", "kics:APT-GET Missing '-y' To Avoid Manual Input",
                "kics:77783205-c4ca-4f80-bb80-c777f267c547", "semgrep:missing-assume-yes-switch", "sonar:S6584",
                "dockerlinter:ER0009", "dockerfilelint:apt-get_missing_param"},
    .programs = {"apt-get", "apt", "aptitude"},
    .check = [](const shell::ManagerCall& call, Context& ctx) { report_question(call, "-y", false, ctx); },
};

}  // namespace plimsoll::dockerfile
