#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
namespace {

// 1:2.3-4+deb12u1 of Debian, 1.2.3-r0 of Alpine: one build, which the archive drops when there is a newer one.
bool is_one_build(const shell::Package& package) {
  const std::string& version = package.version;
  const size_t dash = version.rfind('-');
  return package.word->literal && (package.separator == "=" || package.separator == "==") &&
         dash != std::string::npos && version.find('*') == std::string::npos;
}

bool moves(const Run& run) {
  if (!run.stage || !run.stage->root->from) return true;
  return !run.stage->root->image.digest || !run.stage->root->image_known;
}

}  // namespace

extern constinit const Rule time_bomb_package_pin = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::all,
    .programs = {"apt-get", "apt", "aptitude", "apk"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const Run* run = run_of(*install.command);
          if (!run) return;
          for (const shell::Package& package : install.packages) {
            if (!is_one_build(package) || !moves(*run)) continue;
            if (run->model->mention("snapshot.debian.org", *run) || run->model->mention("snapshot.ubuntu.com", *run))
              return;
            ctx.report(package.span, "'{}' will be gone from the archive when the next build of '{}' comes",
                       package.word->text, package.name);
          }
        },
};

}  // namespace plimsoll::dockerfile
