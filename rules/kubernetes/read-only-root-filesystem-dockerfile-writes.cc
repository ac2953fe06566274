#include <algorithm>
#include <set>

#include "built_containers.h"
#include "context.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

bool is_mounted(const ContainerSummary& container, std::string_view path) {
  return std::any_of(container.mounts.begin(), container.mounts.end(),
                     [&](const std::string& mount) { return mount.empty() || is_below(path, clean_path(mount)); });
}

}  // namespace

extern constinit const Rule read_only_root_filesystem_dockerfile_writes = {
    .severity = Severity::warning,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          for (const auto& built : built_containers(project)) {
            const auto& [object, pod, container, image] = built;

            if (container->read_only_place.empty()) continue;
            std::set<std::string> said;
            for (const dockerfile::ImageSummary::Path& write : image->writes) {
              const std::string path = clean_path(write.path);
              if (is_mounted(*container, path) || !said.insert(path).second) continue;
              ctx.report(project.at(*object, container->read_only_place),
                         "the image of '{}' writes to '{}', where no volume is mounted", container->name, path)
                  .note(project.at(*image, write.place), "this says so");
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
