#include "kustomization.h"

#include <filesystem>

namespace plimsoll {
namespace {

// The kind is optional in a file of that name.
bool is_kustomization(const kubernetes::Document& document, std::string_view path) {
  const kubernetes::Value kind = document.value()["kind"];
  return kind.missing() ? is_kustomization_name(path) : kind.is("Kustomization") || kind.is("Component");
}

}  // namespace

bool is_kustomization_name(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name == "kustomization.yaml" || name == "kustomization.yml" || name == "Kustomization";
}

std::optional<Kustomization> kustomization_of(const kubernetes::Document& document, std::string_view path) {
  if (!is_kustomization(document, path)) return std::nullopt;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  Kustomization result{folder.lexically_normal().generic_string(), {}, {}};
  auto add = [&](std::vector<std::string>& paths, const kubernetes::Value& named) {
    // A patch may also be written out where its file could be named.
    if (!named.is_scalar() || named.string().find('\n') != std::string_view::npos) return;
    paths.push_back((folder / named.string()).lexically_normal().generic_string());
  };
  const kubernetes::Value root = document.value();
  for (const kubernetes::Value& resource : root["resources"].items()) add(result.resources, resource);
  for (const kubernetes::Value& patch : root["patchesStrategicMerge"].items()) add(result.patches, patch);
  for (const kubernetes::Value& patch : root["patches"].items())
    add(result.patches, patch.is_map() ? patch["path"] : patch);
  return result;
}

}  // namespace plimsoll
