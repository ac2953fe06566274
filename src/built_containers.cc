#include "built_containers.h"

namespace plimsoll {

bool BuiltContainer::serves() const {
  using Role = kubernetes::Container::Role;
  const bool whole = container->role == Role::regular || container->role == Role::sidecar;
  return whole && !object->kind_name.ends_with("Job");
}

std::vector<BuiltContainer> built_containers(const Project& project) {
  std::vector<BuiltContainer> built;
  if (project.images.empty()) return built;
  const ImageBuilds builds(project);
  for (const ObjectSummary& object : project.objects) {
    if (!object.details) continue;
    for (const PodSummary& pod : object.details->pods) {
      for (const ContainerSummary& container : pod.containers) {
        if (const auto* image = builds.builder_of(object, container))
          built.push_back({&object, &pod, &container, image});
      }
    }
  }
  return built;
}

}  // namespace plimsoll
