#include "project_roots.h"

#include <algorithm>
#include <filesystem>

#include "project.h"

namespace plimsoll {
namespace {

// Of one file. More are not made by people, and each costs as much as the file.
constexpr size_t kMostKustomizations = 64;

}  // namespace

Roots::Roots(const std::vector<Kustomization>& kustomizations) {
  for (const Kustomization& kustomization : kustomizations) {
    kustomized_.insert(kustomization.folder);
    patches_.insert(kustomization.patches.begin(), kustomization.patches.end());
    for (const std::string& resource : kustomization.resources) users_[resource].push_back(&kustomization);
    for (const std::string& patch : kustomization.patches) users_[patch].push_back(&kustomization);
    // What a generator makes stands in the file itself.
    for (std::string_view name : {"kustomization.yaml", "kustomization.yml", "Kustomization"})
      users_[(std::filesystem::path(kustomization.folder) / name).generic_string()].push_back(&kustomization);
  }
}

std::vector<const Kustomization*> Roots::kustomizations_of(std::string_view path) const {
  std::vector<const Kustomization*> found;
  auto add_users = [&](const std::string& listed) {
    const auto users = users_.find(listed);
    if (users == users_.end()) return;
    for (const Kustomization* user : users->second) {
      if (found.size() < kMostKustomizations && std::find(found.begin(), found.end(), user) == found.end())
        found.push_back(user);
    }
  };
  add_users(std::filesystem::path(path).lexically_normal().generic_string());
  for (size_t i = 0; i < found.size(); ++i) add_users(found[i]->folder);
  return found;
}

std::vector<std::string> Roots::of(std::string_view path) const {
  const std::filesystem::path file = std::filesystem::path(path).lexically_normal();
  std::vector<std::string> roots{"file " + file.generic_string()};
  for (const Kustomization* user : kustomizations_of(path)) roots.push_back("kustomization " + user->folder);
  for (std::filesystem::path folder = file.parent_path();; folder = folder.parent_path()) {
    if (kustomized_.contains(folder.generic_string())) return roots;
    if (folder.empty() || folder == folder.parent_path()) break;
  }
  roots.push_back("folder " + file.parent_path().generic_string());
  return roots;
}

std::vector<std::string> Roots::homes_of(const ObjectSummary& object, std::string_view path) const {
  std::vector<std::string> homes;
  const std::vector<const Kustomization*> users = kustomizations_of(path);
  if (object.namespace_.empty() || object.namespace_ == "default") homes = of(path);
  for (const Kustomization* user : users) {
    if (user->namespace_.empty()) continue;
    homes.push_back("kustomization " + user->folder);
    homes.push_back("namespace " + user->namespace_);
  }
  if (!object.namespace_.empty()) homes.push_back("namespace " + object.namespace_);
  std::sort(homes.begin(), homes.end());
  homes.erase(std::unique(homes.begin(), homes.end()), homes.end());
  return homes;
}

Overlay Roots::overlay_of(std::string_view path) const {
  Overlay overlay;
  overlay.patch = patches_.contains(std::filesystem::path(path).lexically_normal().generic_string());
  for (const Kustomization* user : kustomizations_of(path)) {
    if (!user->namespace_.empty()) overlay.namespace_ = user->namespace_;
    for (const Kustomization::Image& image : user->images) {
      if (image.versioned) overlay.images.push_back(image.name);
    }
    overlay.pod_labels.insert(overlay.pod_labels.end(), user->pod_labels.begin(), user->pod_labels.end());
  }
  return overlay;
}

}  // namespace plimsoll
