#include "built_containers.h"

#include <algorithm>

#include "project_index.h"

namespace plimsoll {

namespace {

// Longer chains are not made by people, but circles are.
constexpr int kMostBases = 8;

const dockerfile::ImageSummary* user_of(const dockerfile::ImageSummary* image, const ImageBuilds& builds) {
  const dockerfile::ImageSummary* given = image;
  for (int i = 0; i < kMostBases && image->user == dockerfile::ImageSummary::User::base; ++i) {
    const dockerfile::ImageSummary* base = builds.base_of(*image);
    if (!base) return image;
    image = base;
  }
  return image->user == dockerfile::ImageSummary::User::base ? given : image;
}

}  // namespace

bool BuiltContainer::serves() const {
  using Role = kubernetes::Container::Role;
  const bool whole = container->role == Role::regular || container->role == Role::sidecar;
  return whole && !pod->finishes;
}

bool BuiltContainer::is_patched(const Project& project, std::initializer_list<std::string_view> fields) const {
  using Role = kubernetes::Container::Role;
  const bool init = container->role == Role::init || container->role == Role::sidecar;
  const std::string list = init                                 ? "spec/initContainers/"
                           : container->role == Role::ephemeral ? "spec/ephemeralContainers/"
                                                                : "spec/containers/";
  std::vector<std::string> paths;
  for (std::string_view field : fields) paths.push_back((field.starts_with("spec/") ? "" : list) + std::string(field));
  return project.index->is_patched(*object, {paths.begin(), paths.end()});
}

std::vector<BuiltContainer> built_containers(const Project& project) {
  std::vector<BuiltContainer> built;
  if (project.images.empty()) return built;
  const ImageBuilds builds(project);
  const auto add = [&](const ObjectSummary& object) {
    if (!object.details) return;
    for (const PodSummary& pod : object.details->pods) {
      for (const ContainerSummary& container : pod.containers) {
        if (const auto* image = builds.builder_of(object, container))
          built.push_back({&object, &pod, &container, image, user_of(image, builds)});
      }
    }
  };
  std::for_each(project.objects.begin(), project.objects.end(), add);
  std::for_each(project.unnamed.begin(), project.unnamed.end(), add);
  return built;
}

}  // namespace plimsoll
