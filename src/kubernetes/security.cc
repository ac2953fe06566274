#include "kubernetes/security.h"

#include <algorithm>

namespace plimsoll::kubernetes {

std::vector<Capability> capabilities_of(const Container& container, std::string_view list) {
  std::vector<Capability> capabilities;
  for (const Value& value : container["securityContext"]["capabilities"][list].items()) {
    if (!value.is_scalar() || value.string().empty() || value.templated()) continue;
    std::string name(value.string());
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    if (name.starts_with("CAP_")) name.erase(0, 4);
    capabilities.push_back({value, std::move(name)});
  }
  return capabilities;
}

std::vector<HostPath> host_paths_of(const Workload& workload) {
  std::vector<HostPath> paths;
  for (const Value& spec : {workload.pod_spec, workload.outer_spec}) {
    for (const Value& volume : spec["volumes"].items()) {
      const Value path = volume["hostPath"]["path"];
      if (!volume["hostPath"].is_map()) continue;
      paths.push_back({volume, path, path.templated() ? std::string() : clean_path(path.string())});
    }
  }
  return paths;
}

std::string clean_path(std::string_view path) {
  if (!path.starts_with('/')) return {};
  std::string clean;
  while (!path.empty()) {
    const size_t slash = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, slash);
    path.remove_prefix(std::min(slash + 1, path.size()));
    if (part == "..") {
      clean.erase(std::min(clean.rfind('/'), clean.size()));
    } else if (!part.empty() && part != ".") {
      clean.append("/").append(part);
    }
  }
  return clean.empty() ? "/" : clean;
}

bool is_below(std::string_view path, std::string_view directory) {
  if (directory == "/") return path.starts_with('/');
  return path.starts_with(directory) && (path.size() == directory.size() || path[directory.size()] == '/');
}

std::vector<Value> mounts_of(const Container& container, std::string_view volume) {
  std::vector<Value> mounts;
  for (const Value& mount : container["volumeMounts"].items()) {
    if (mount["name"].is(volume)) mounts.push_back(mount);
  }
  return mounts;
}

bool is_listed(const Container& container, Names list) {
  const std::string_view name = container["name"].string();
  const std::string_view image = container["image"].string();
  return std::any_of(list.begin(), list.end(), [&](std::string_view listed) {
    if (listed.ends_with('*')) return image.starts_with(listed.substr(0, listed.size() - 1));
    return listed == name || listed == image;
  });
}

}  // namespace plimsoll::kubernetes
