#include "context.h"
#include "dockerfile/packages.h"
#include "shell/install.h"
#include "shell/pins.h"

namespace plimsoll::dockerfile {

extern constinit const Rule unpinned_conda_package = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .programs = {"conda", "mamba", "micromamba"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          if (!run_of(*install.command) || !install.requirements.empty() ||
              install.command->has_flag({"--clone", "--revision"}))
            return;
          for (const shell::Package& package : install.packages) {
            if (package.file || package.url || shell::is_open(*package.word)) continue;
            if (package.word->text.find_first_of("=<>") != std::string::npos) continue;
            // conda install -n base conda: brings the manager itself up to date.
            if (package.name == "conda" || package.name == "mamba") continue;
            ctx.report(package.span, "'{}' has no version, so each build may install another one", package.name);
          }
        },
};

}  // namespace plimsoll::dockerfile
