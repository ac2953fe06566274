// The containers of a run whose image is built by a Dockerfile of the run.
//
//   for (const BuiltContainer& built : built_containers(project))
//     ctx.report(project.at(*built.object, built.container->place), "…").note(project.at(*built.image, …), "…");
#pragma once

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

  // It runs as long as the pod does.
  bool serves() const;
};
std::vector<BuiltContainer> built_containers(const Project& project);

}  // namespace plimsoll
