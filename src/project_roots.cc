#include "project_roots.h"

#include <filesystem>

namespace plimsoll {

Roots::Roots(const std::vector<Kustomization>& kustomizations) {
  for (const Kustomization& kustomization : kustomizations) {
    kustomized_.insert(kustomization.folder);
    for (const std::string& resource : kustomization.resources) folders_of_[resource].push_back(kustomization.folder);
  }
}

std::vector<std::string> Roots::of(std::string_view path) const {
  const std::filesystem::path file = std::filesystem::path(path).lexically_normal();
  std::vector<std::string> roots{"file " + file.generic_string()};
  if (const auto listed = folders_of_.find(file.generic_string()); listed != folders_of_.end()) {
    for (const std::string& folder : listed->second) roots.push_back("kustomization " + folder);
  }
  for (std::filesystem::path folder = file.parent_path();; folder = folder.parent_path()) {
    if (kustomized_.contains(folder.generic_string())) return roots;
    if (folder.empty() || folder == folder.parent_path()) break;
  }
  roots.push_back("folder " + file.parent_path().generic_string());
  return roots;
}

std::vector<std::string> Roots::homes_of(const ObjectSummary& object) const {
  std::vector<std::string> homes;
  if (object.namespace_.empty() || object.namespace_ == "default") homes = of(object.location.path);
  if (!object.namespace_.empty()) homes.push_back("namespace " + object.namespace_);
  return homes;
}

}  // namespace plimsoll
