#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

bool is_configured(const Run& run) {
  const Model& model = *run.model;
  return model.mention("Install-Recommends \"", run) || model.mention("Install-Recommends '", run) ||
         model.mention("Install-Recommends \\", run) || model.mention("Install-Recommends 0", run) ||
         model.mention("Install-Recommends f", run) || model.copied("/etc/apt/apt.conf", run) ||
         model.variable("APT_CONFIG", run).declared();
}

}  // namespace

extern constinit const Rule apt_install_recommends = {
    .severity = Severity::info,
    .group = Group::image_size,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3015", "trivy:DS-0029", "trivy:AVD-DS-0029", "trivy:DS029",
                "trivy:use-apt-no-install-recommends", "trivy:docker-use-apt-no-install-recommends",
                "kics:APT-GET Not Avoiding Additional Packages", "kics:7384dfb2-fcd1-4fbf-91cd-6c44c318c33c",
                "semgrep:missing-no-install-recommends", "sonar:S6500", "dockerfilelint:apt-get_recommends",
                "dockerlinter:ER0010", "terrascan:AC_DOCKER_0014"},
    .programs = {"apt-get", "apt", "aptitude"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const Run* run = run_of(*install.command);
          if (!run || install.packages.empty() || install.no_recommends || has_hidden_options(install)) return;
          if (subcommand_of(install) == "build-dep" || is_configured(*run)) return;
          const std::string_view flag =
              install.manager == "aptitude" ? "--without-recommends" : "--no-install-recommends";
          ctx.report(install.subcommand, "'{} {}' without {} brings packages that nobody asked for",
                     install.command->base, subcommand_of(install), flag)
              .suggest(fmt::format("add {}", flag), add_argument(install.subcommand, flag, ctx.source()));
        },
};

}  // namespace plimsoll::dockerfile
