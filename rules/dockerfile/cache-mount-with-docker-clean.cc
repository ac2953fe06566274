#include "context.h"
#include "dockerfile/packages.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

// The image removes downloaded packages at once; nobody switched that off.
bool cleans_at_once(const Run& run) {
  if (!run.stage || !run.stage->root->image_known || run.stage->root->image.official_name().empty()) return false;
  const auto system = system_of(run.stage->root->image);
  return system && system->package_manager == "apt-get" && !run.model->mention("docker-clean", run) &&
         !run.model->mention("Keep-Downloaded-Packages", run) && !run.model->copied("/etc/apt/apt.conf", run);
}

}  // namespace

extern constinit const Rule cache_mount_with_docker_clean = {
    .severity = Severity::info,
    .group = Group::build_cache,
    .programs = {"apt-get", "apt", "aptitude"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const Run* run = run_of(*install.command);
          if (!run || run->mounts.empty() || !cleans_at_once(*run)) return;
          for (const Mount& mount : run->mounts) {
            const Mount::Field* target = mount.field("target");
            if (mount.type() != "cache" || !target || !target->value) continue;
            std::string folder = run->model->expand(target->value->text, *run).value;
            while (folder.size() > 1 && folder.back() == '/') folder.pop_back();
            if (folder != "/var/cache/apt" && folder != "/var/cache" && folder != "/var/cache/apt/archives") continue;
            ctx.report(target->value->span,
                       "the cache at '{}' stays empty: the image removes packages until docker-clean is deleted",
                       folder);
          }
        },
};

}  // namespace plimsoll::dockerfile
