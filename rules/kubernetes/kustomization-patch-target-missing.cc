#include <filesystem>
#include <set>
#include <unordered_map>

#include "context.h"
#include "image.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

// What a kustomization builds on.
struct Built {
  std::set<std::string> names, typed;  // "web", "Deployment/web"
  std::set<std::string> kinds;
  std::set<std::string> images;
  bool whole = true;  // all of it is in the run
};

void add(const ObjectSummary& object, Built& built) {
  built.names.insert(object.name);
  built.kinds.insert(object.kind_name);
  built.typed.insert(object.kind_name + "/" + object.name);
  if (!object.details) return;
  for (const PodSummary& pod : object.details->pods) {
    for (const ContainerSummary& container : pod.containers) {
      const ImageRef image = split_image(container.image);
      built.images.insert(container.image.substr(
          0, static_cast<size_t>(image.repository.data() + image.repository.size() - container.image.data())));
    }
  }
}

using Builds = std::unordered_map<const Kustomization*, Built>;

// Resources that no file of the run is, and what is fetched, may hold anything.
Builds builds_of(const Project& project) {
  std::set<std::string> known;
  for (const ProjectFile& file : project.files)
    known.insert(std::filesystem::path(file.path).lexically_normal().generic_string());
  for (const Kustomization& kustomization : project.kustomizations) known.insert(kustomization.folder);
  Builds builds;
  const Roots& roots = project.index->roots();
  for (const Kustomization& kustomization : project.kustomizations) {
    bool whole = !kustomization.remote;
    for (const std::string& resource : kustomization.resources) whole = whole && known.contains(resource);
    builds[&kustomization].whole &= whole;
    if (whole) continue;
    for (const Kustomization* user : roots.kustomizations_of(project.files[kustomization.file].path))
      builds[user].whole = false;
  }
  for (const std::vector<ObjectSummary>* objects : {&project.objects, &project.made}) {
    for (const ObjectSummary& object : *objects) {
      for (const Kustomization* user : roots.kustomizations_of(project.path_of(object))) add(object, builds[user]);
    }
  }
  return builds;
}

bool finds(const Built& built, const Kustomization::Target& target) {
  if (target.kind.empty()) return target.name.empty() || built.names.contains(target.name);
  return target.name.empty() ? built.kinds.contains(target.kind)
                             : built.typed.contains(target.kind + "/" + target.name);
}

}  // namespace

extern constinit const Rule kustomization_patch_target_missing = {
    .severity = Severity::error,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          const Builds builds = builds_of(project);
          for (const Kustomization& kustomization : project.kustomizations) {
            const Built& built = builds.at(&kustomization);
            if (!built.whole || built.names.empty()) continue;
            for (const Kustomization::Target& target : kustomization.targets) {
              if (!finds(built, target))
                ctx.report(project.at(kustomization, target.place),
                           "no {}{} is among the resources, so nothing is changed",
                           target.kind.empty() ? "object" : target.kind,
                           target.name.empty() ? "" : fmt::format(" '{}'", target.name));
            }
            for (const Kustomization::Image& image : kustomization.images) {
              if (!image.name.empty() && !built.images.empty() && !built.images.contains(image.name))
                ctx.report(project.at(kustomization, image.place),
                           "no container has the image '{}', so nothing is changed", image.name)
                    .severity(Severity::warning);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
