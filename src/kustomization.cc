#include "kustomization.h"

#include <algorithm>
#include <filesystem>

namespace plimsoll {
namespace {

using kubernetes::Value;

// The kind is optional in a file of that name.
bool is_kustomization(const kubernetes::Document& document, std::string_view path) {
  const Value kind = document.value()["kind"];
  return kind.missing() ? is_kustomization_name(path) : kind.is("Kustomization") || kind.is("Component");
}

std::string normal(const std::filesystem::path& path) {
  std::string text = path.lexically_normal().generic_string();
  if (text.size() > 1 && text.ends_with('/')) text.pop_back();
  return text == "." ? "" : text;
}

// "file.txt" and "key=file.txt"; the names in files of variables are not looked up.
std::optional<std::vector<std::string>> keys_of_generator(const Value& generator) {
  if (generator["env"].exists() || generator["envs"].exists() || generator["behavior"].exists()) return std::nullopt;
  std::vector<std::string> keys;
  for (std::string_view field : {"literals", "files"}) {
    for (const Value& item : generator[field].items()) {
      const std::string_view text = item.string();
      const size_t equals = text.find('=');
      if (item.templated()) return std::nullopt;
      keys.emplace_back(equals != std::string_view::npos ? text.substr(0, equals) : text.substr(text.rfind('/') + 1));
    }
  }
  return keys;
}

void add_labels(const Value& map, kubernetes::Labels& labels) {
  for (const auto& [key, value] : map.entries()) labels.emplace_back(key.string(), value.string());
}

// A literal text in a regular expression that is anchored anyway.
std::string literal(const Value& value) {
  const std::string_view text = value.string();
  return text.find_first_of("*+?[](){}|^$\\") == std::string_view::npos ? std::string(text) : std::string();
}

}  // namespace

bool is_kustomization_name(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name == "kustomization.yaml" || name == "kustomization.yml" || name == "Kustomization";
}

bool is_remote_resource(std::string_view resource) {
  if (resource.find("://") != std::string_view::npos || resource.starts_with("git@")) return true;
  if (resource.find("?ref=") != std::string_view::npos || resource.find("?version=") != std::string_view::npos)
    return true;
  const std::string_view host = resource.substr(0, resource.find('/'));
  return host.size() < resource.size() && !host.starts_with('.') &&
         (host.ends_with(".com") || host.ends_with(".org") || host.ends_with(".io") || host.ends_with(".net"));
}

std::optional<Kustomization> kustomization_of(const kubernetes::Document& document, std::string_view path) {
  if (!is_kustomization(document, path)) return std::nullopt;
  const std::filesystem::path folder = std::filesystem::path(path).parent_path();
  Kustomization result;
  result.folder = normal(folder);
  auto add = [&](std::vector<std::string>& paths, const Value& named) {
    // A patch may also be written out where its file could be named.
    if (!named.is_scalar() || named.string().find('\n') != std::string_view::npos) return;
    paths.push_back(normal(folder / named.string()));
  };
  const Value root = document.value();
  for (std::string_view list : {"resources", "bases", "components"}) {
    for (const Value& resource : root[list].items()) {
      if (is_remote_resource(resource.string())) {
        result.remote = true;
      } else {
        add(result.resources, resource);
      }
    }
  }
  result.remote = result.remote || root["helmCharts"].exists() || root["generators"].exists();
  for (const Value& patch : root["patchesStrategicMerge"].items()) add(result.patches, patch);
  for (std::string_view list : {"patches", "patchesJson6902"}) {
    for (const Value& patch : root[list].items()) {
      add(result.patches, patch.is_map() ? patch["path"] : patch);
      const Value target = patch["target"];
      if (!target.is_map() || target["labelSelector"].exists() || target["annotationSelector"].exists()) continue;
      const Value place = target["name"].present() ? target["name"] : target["kind"];
      result.targets.push_back({literal(target["kind"]), literal(target["name"]), place.span()});
    }
  }
  for (const Value& replicas : root["replicas"].items())
    result.targets.push_back({"", std::string(replicas["name"].string()), replicas["name"].span()});
  if (!root["namespace"].templated()) result.namespace_ = root["namespace"].string();
  result.prefix = root["namePrefix"].string();
  result.suffix = root["nameSuffix"].string();
  for (const Value& image : root["images"].items()) {
    const bool versioned = image["newTag"].present() || image["digest"].present();
    result.images.push_back({std::string(image["name"].string()), versioned, image["name"].span()});
  }
  for (const auto& [list, kind] : {std::pair{"configMapGenerator", "ConfigMap"}, {"secretGenerator", "Secret"}}) {
    for (const Value& generator : root[list].items()) {
      const Value name = generator["name"];
      result.generated.push_back({kind, std::string(name.string()), keys_of_generator(generator), name.span()});
    }
  }
  add_labels(root["commonLabels"], result.pod_labels);
  for (const Value& labels : root["labels"].items()) {
    if (labels["includeSelectors"].is(true) || labels["includeTemplates"].is(true))
      add_labels(labels["pairs"], result.pod_labels);
  }
  return result;
}

}  // namespace plimsoll
