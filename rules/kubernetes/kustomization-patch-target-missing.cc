#include <algorithm>
#include <filesystem>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "context.h"
#include "image.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

// What a kustomization builds on.
struct Built {
  std::set<std::string> keys;    // key(), with and without each of its parts
  std::set<std::string> scaled;  // names of what has a number of replicas
  std::set<std::string> images;
  bool whole = true;        // all of it is in the run
  bool containers = false;  // there are some
  bool custom = false;      // there are objects of other kinds than those of the API server, which may have more
};

std::string key(std::string_view group, std::string_view kind, std::string_view name) {
  return fmt::format("{}/{}/{}", group, kind, name);
}

bool is_scaled(const ObjectSummary& object) {
  return object.kind_name == "Deployment" || object.kind_name == "StatefulSet" || object.kind_name == "ReplicaSet" ||
         object.kind_name == "ReplicationController" || !is_built_in_group(object.group);
}

void add_name(const ObjectSummary& object, const std::string& name, Built& built) {
  for (const std::string& group : {std::string(), object.group}) {
    for (const std::string& kind : {std::string(), object.kind_name}) {
      built.keys.insert(key(group, kind, ""));
      built.keys.insert(key(group, kind, name));
    }
  }
  if (is_scaled(object)) built.scaled.insert(name);
}

void add_images(const ObjectSummary& object, Built& built) {
  const bool has_pods = object.details && !object.details->pods.empty();
  if (!has_pods && !is_built_in_group(object.group)) built.custom = true;
  if (!has_pods) return;
  built.containers = true;
  for (const PodSummary& pod : object.details->pods) {
    for (const ContainerSummary& container : pod.containers) {
      const ImageRef image = split_image(container.image);
      const size_t name =
          static_cast<size_t>(image.repository.data() + image.repository.size() - container.image.data());
      built.images.insert(container.image.substr(0, name));
      built.images.insert(container.image.substr(0, container.image.find('@')));
    }
  }
}

using Builds = std::unordered_map<const Kustomization*, Built>;

// Kustomize finds an object by any of the names that it has had so far. False if there may be more of them.
bool add_object(const ObjectSummary& object, const Project& project, Builds& builds) {
  const Roots& roots = project.index->roots();
  const std::string& path = project.path_of(object);
  std::set<std::string> names{object.name};
  const auto all = roots.names_of(path, object.name);
  for (const Roots::Named& named : all) {
    for (const std::string& name : names) add_name(object, name, builds[named.user]);
    if (!names.insert(named.name).second) continue;
    add_name(object, named.name, builds[named.user]);
  }
  for (const Kustomization* user : roots.kustomizations_of(path)) add_images(object, builds[user]);
  return all.size() < Roots::kMostKustomizations;
}

// It renames what is not its own.
bool changes_names(const Kustomization& component) {
  return component.component && (!component.prefix.empty() || !component.suffix.empty());
}

// Resources that no file of the run is, and what is fetched, may hold anything; so may objects without a name.
Builds builds_of(const Project& project) {
  std::unordered_set<std::string_view> wanted;
  for (const Kustomization& kustomization : project.kustomizations)
    wanted.insert(kustomization.resources.begin(), kustomization.resources.end());
  std::set<std::string> known;
  for (const ProjectFile& file : project.files) {
    std::string path = std::filesystem::path(file.path).lexically_normal().generic_string();
    if (wanted.contains(path)) known.insert(std::move(path));
  }
  for (const Kustomization& kustomization : project.kustomizations) known.insert(kustomization.folder);
  Builds builds;
  const Roots& roots = project.index->roots();
  auto doubt = [&](const std::string& path) {
    for (const Kustomization* user : roots.kustomizations_of(path)) builds[user].whole = false;
  };
  for (const Kustomization& kustomization : project.kustomizations) {
    const bool whole = !kustomization.remote && !changes_names(kustomization) &&
                       std::all_of(kustomization.resources.begin(), kustomization.resources.end(),
                                   [&](const std::string& resource) { return known.contains(resource); });
    builds[&kustomization].whole &= whole;
    for (const Kustomization* user : roots.kustomizations_of(project.files[kustomization.file].path)) {
      for (const Kustomization::Image& image : kustomization.images) builds[user].images.insert(image.new_name);
    }
    if (!whole) doubt(project.files[kustomization.file].path);
  }
  for (const ObjectSummary& object : project.unnamed) {
    // A kustomization needs no name.
    if (object.group != "kustomize.config.k8s.io") doubt(project.path_of(object));
  }
  for (const std::vector<ObjectSummary>* objects : {&project.objects, &project.made}) {
    for (const ObjectSummary& object : *objects) {
      if (!add_object(object, project, builds)) return {};
    }
  }
  return builds;
}

// What one kustomization builds, or each of those that use a component.
using Bases = std::vector<const Built*>;

bool finds(const Bases& bases, const Kustomization::Target& target) {
  return std::any_of(bases.begin(), bases.end(), [&](const Built* built) {
    if (target.replicas) return built->scaled.contains(target.name);
    return built->keys.contains(key(target.group, target.kind, target.name));
  });
}

bool finds_image(const Bases& bases, const std::string& name) {
  return std::any_of(bases.begin(), bases.end(), [&](const Built* built) {
    return !built->containers || built->custom || built->images.contains(name);
  });
}

// Nothing where not all of them are known.
Bases bases_of(const Kustomization& kustomization, const Project& project, const Builds& builds) {
  std::vector<const Kustomization*> users{&kustomization};
  // A component changes what those that use it build on.
  if (kustomization.component) {
    users = project.index->roots().kustomizations_of(project.files[kustomization.file].path);
    std::erase_if(users, [](const Kustomization* user) { return user->component; });
  }
  Bases bases;
  for (const Kustomization* user : users) {
    const auto built = builds.find(user);
    if (built == builds.end() || !built->second.whole || built->second.keys.empty()) return {};
    bases.push_back(&built->second);
  }
  return bases;
}

// An expression, as kustomize takes it.
bool is_expression(std::string_view text) { return text.find_first_of("*+?[](){}|^$\\") != std::string_view::npos; }

using Patches = std::unordered_map<std::string, std::vector<const ObjectSummary*>>;  // by path

Patches patches_of(const Project& project) {
  Patches patches;
  for (const ObjectSummary& patch : project.patches)
    patches[std::filesystem::path(project.path_of(patch)).lexically_normal().generic_string()].push_back(&patch);
  return patches;
}

class Checker {
 public:
  Checker(const Project& project, Context& ctx) : project_(project), ctx_(ctx), patches_(patches_of(project)) {}

  void check(const Kustomization& kustomization, const Bases& bases) {
    for (const Kustomization::Target& target : kustomization.targets) {
      if (!finds(bases, target)) report(project_.at(kustomization, target.place), target);
    }
    for (const std::string& path : kustomization.merged) {
      const auto found = patches_.find(path);
      if (found == patches_.end()) continue;
      for (const ObjectSummary* patch : found->second) {
        if (patch->kind_name.empty()) continue;
        const Kustomization::Target target{.kind = patch->kind_name, .name = patch->name, .group = {}, .vital = true};
        if (!finds(bases, target)) report(project_.at(*patch), target);
      }
    }
    for (const Kustomization::Image& image : kustomization.images) {
      if (!image.name.empty() && !is_expression(image.name) && !finds_image(bases, image.name))
        ctx_.report(project_.at(kustomization, image.place), "no container has the image '{}', so nothing is changed",
                    image.name)
            .severity(Severity::warning);
    }
  }

 private:
  void report(const Location& place, const Kustomization::Target& target) {
    ctx_.report(place, "no {}{}{} is among the resources, so {}", target.kind.empty() ? "object" : target.kind,
                target.name.empty() ? "" : fmt::format(" '{}'", target.name),
                target.group.empty() ? "" : fmt::format(" of '{}'", target.group),
                target.vital ? "the kustomization cannot be built" : "nothing is changed");
  }

  const Project& project_;
  Context& ctx_;
  const Patches patches_;
};

}  // namespace

extern constinit const Rule kustomization_patch_target_missing = {
    .severity = Severity::error,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          const Builds builds = builds_of(project);
          Checker checker(project, ctx);
          for (const Kustomization& kustomization : project.kustomizations) {
            const Bases bases = bases_of(kustomization, project, builds);
            if (!bases.empty()) checker.check(kustomization, bases);
          }
        },
};

}  // namespace plimsoll::kubernetes
