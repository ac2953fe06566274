#include <algorithm>
#include <set>

#include "built_containers.h"
#include "context.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

// /var/run is a link to /run in all distributions.
std::string real_path(std::string_view path) {
  const std::string clean = clean_path(path);
  return is_below(clean, "/var/run") ? clean.substr(4) : clean;
}

// The manifest may give the variable another value.
bool may_set(const ContainerSummary& container, const std::string& variable) {
  const auto& names = container.variables;
  return !variable.empty() &&
         (container.more_variables || std::find(names.begin(), names.end(), variable) != names.end());
}

bool is_mounted(const ContainerSummary& container, std::string_view path) {
  return std::any_of(container.mounts.begin(), container.mounts.end(),
                     [&](const std::string& mount) { return mount.empty() || is_below(path, real_path(mount)); });
}

}  // namespace

extern constinit const Rule read_only_root_filesystem_dockerfile_writes = {
    .severity = Severity::warning,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          for (const auto& built : built_containers(project)) {
            const auto& [object, pod, container, image, user] = built;

            if (container->read_only_place.empty() || image->writes.empty() ||
                built.is_patched(project, {"volumeMounts", "securityContext", "env", "envFrom", "command"}))
              continue;
            std::set<std::string> said;
            for (const dockerfile::ImageSummary::Write& write : image->writes) {
              // What the base image starts is not started.
              if (write.place == image->base_place && !container->command_place.empty()) continue;
              const std::string path = real_path(write.path);
              if (may_set(*container, write.variable) || is_mounted(*container, path) || !said.insert(path).second)
                continue;
              ctx.report(project.at(*object, container->read_only_place),
                         "the image of '{}' writes to '{}', where no writable volume is mounted", container->name,
                         clean_path(write.path))
                  .note(project.at(*image, write.place), "this says so");
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
