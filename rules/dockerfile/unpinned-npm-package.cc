#include "context.h"
#include "dockerfile/packages.h"
#include "glob.h"
#include "shell/install.h"
#include "shell/pins.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> ignore{"ignore", "patterns of packages that need no version", {}};

}  // namespace

extern constinit const Rule unpinned_npm_package = {
    .severity = Severity::warning,
    .group = Group::reproducibility,
    .profile = Profile::strict,
    .aliases = {"hadolint:DL3016", "kics:NPM Install Command Without Pinned Version",
                "kics:e36d8880-3f78-4546-b9a1-12f0745ca0d5", "dockerlinter:ER0014"},
    .options = {&ignore},
    .programs = {"npm"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          if (!run_of(*install.command)) return;
          for (const shell::Package& package : install.packages) {
            if (shell::is_open(*package.word) || shell::is_pinned_script_package(package)) continue;
            if (fits_any(ctx[ignore], package.name)) continue;
            if (package.url) {
              ctx.report(package.span, "the repository has no #TAG or #COMMIT, so each build may install other code");
            } else {
              ctx.report(package.span, "'{}' has no version, so each build may install another one",
                         package.word->text);
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
