#include "context.h"
#include "dockerfile/packages.h"

namespace plimsoll::dockerfile {
extern constinit const Rule cache_mount_with_docker_clean = {
    .severity = Severity::info,
    .group = Group::build_cache,
    .programs = {"apt-get", "apt", "aptitude"},
    .check =
        [](const shell::Install& install, Context& ctx) {
          const Run* run = run_of(*install.command);
          if (!run || run->mounts.empty() || !removes_archives_itself(*run)) return;
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
