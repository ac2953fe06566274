#include "project_roots.h"

#include <algorithm>
#include <filesystem>

#include "project.h"

namespace plimsoll {
namespace {

// The API server takes no longer ones.
constexpr size_t kLongestName = 253;

// Of one file. More are not made by people, so after them nothing is known.
constexpr size_t kMostImages = 256;

// Kustomize takes the name for a regular expression; dots are meant as they stand.
bool is_expression(std::string_view name) { return name.find_first_of("*+?[](){}|^$\\") != name.npos; }

template <class List>
void append(List& list, const List& more) {
  list.insert(list.end(), more.begin(), more.end());
}

void add_to(Overlay& overlay, const Kustomization& kustomization) {
  if (!kustomization.namespace_.empty()) overlay.namespace_ = kustomization.namespace_;
  for (const Kustomization::Image& image : kustomization.images) {
    if (overlay.images.size() >= kMostImages) {
      overlay.images.back() = {"", true, "?"};
    } else {
      overlay.images.push_back({is_expression(image.name) ? "" : image.name, image.versioned, image.new_name});
    }
  }
  append(overlay.pod_labels, kustomization.pod_labels);
  append(overlay.labels, kustomization.labels);
  append(overlay.annotations, kustomization.annotations);
}

}  // namespace

Roots::Roots(const std::vector<Kustomization>& kustomizations) {
  std::unordered_map<std::string_view, const Kustomization*> components;  // by folder
  for (const Kustomization& kustomization : kustomizations) {
    if (kustomization.component) components.emplace(kustomization.folder, &kustomization);
  }
  for (const Kustomization& kustomization : kustomizations) {
    kustomized_.insert(kustomization.folder);
    patches_.insert(kustomization.patches.begin(), kustomization.patches.end());
    for (const std::string& resource : kustomization.resources) {
      users_[resource].push_back(&kustomization);
      const auto component = components.find(resource);
      if (component != components.end() && components_[&kustomization].size() < kMostKustomizations)
        components_[&kustomization].push_back(component->second);
    }
    for (const std::string& patch : kustomization.patches) users_[patch].push_back(&kustomization);
    // What a generator makes stands in the file itself.
    for (std::string_view name : {"kustomization.yaml", "kustomization.yml", "Kustomization"})
      users_[(std::filesystem::path(kustomization.folder) / name).generic_string()].push_back(&kustomization);
  }
}

const std::vector<const Kustomization*>& Roots::users_of(const std::string& listed) const {
  static const std::vector<const Kustomization*> kNone;
  const auto users = users_.find(listed);
  return users == users_.end() ? kNone : users->second;
}

std::vector<const Kustomization*> Roots::kustomizations_of(std::string_view path) const {
  std::vector<const Kustomization*> found;
  auto add_users = [&](const std::string& listed) {
    for (const Kustomization* user : users_of(listed)) {
      if (found.size() < kMostKustomizations && std::find(found.begin(), found.end(), user) == found.end())
        found.push_back(user);
    }
  };
  add_users(std::filesystem::path(path).lexically_normal().generic_string());
  for (size_t i = 0; i < found.size(); ++i) add_users(found[i]->folder);
  return found;
}

std::vector<Roots::Named> Roots::names_of(std::string_view path, std::string_view name) const {
  std::vector<Named> found;
  auto add_users = [&](const std::string& listed, const std::string& before) {
    for (const Kustomization* user : users_of(listed)) {
      if (found.size() >= kMostKustomizations) return;
      if (user->prefix.size() + before.size() + user->suffix.size() > kLongestName) continue;
      const std::string after = user->prefix + before + user->suffix;
      const bool known = std::any_of(found.begin(), found.end(),
                                     [&](const Named& each) { return each.user == user && each.name == after; });
      if (!known) found.push_back({user, after});
    }
  };
  add_users(std::filesystem::path(path).lexically_normal().generic_string(), std::string(name));
  for (size_t i = 0; i < found.size(); ++i) add_users(found[i].user->folder, std::string(found[i].name));
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
    const auto components = components_.find(user);
    if (components != components_.end()) {
      for (const Kustomization* component : components->second) add_to(overlay, *component);
    }
    add_to(overlay, *user);
  }
  return overlay;
}

}  // namespace plimsoll
