// The containers of a run whose image is built by a Dockerfile of the run.
//
//   for (const BuiltContainer& built : built_containers(project))
//     ctx.report(project.at(*built.object, built.container->place), "…").note(project.at(*built.image, …), "…");
#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "context.h"
#include "image_builds.h"
#include "project.h"

namespace plimsoll {

struct BuiltContainer {
  const ObjectSummary* object;
  const PodSummary* pod;
  const ContainerSummary* container;
  const dockerfile::ImageSummary* image;
  const dockerfile::ImageSummary* user;  // whose USER is in force: the image, or one of the run that it is built on

  // It runs as long as the pod does.
  bool serves() const;
  // Some patch of the run may change one of these fields of the container, or with "spec/" in front of the pod.
  bool is_patched(const Project& project, std::initializer_list<std::string_view> fields) const;
};
std::vector<BuiltContainer> built_containers(const Project& project);

}  // namespace plimsoll
