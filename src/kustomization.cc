#include "kustomization.h"

#include <algorithm>
#include <filesystem>

#include "kubernetes/object.h"
#include "kubernetes/parse.h"

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

// More are not made by people, and each costs something for each file.
constexpr size_t kMostLabels = 256;

void add_labels(const Value& map, kubernetes::Labels& labels) {
  for (const auto& [key, value] : map.entries()) {
    if (labels.size() < kMostLabels) labels.emplace_back(key.string(), value.string());
  }
}

void add_names(const Value& map, std::vector<std::string>& names) {
  for (const auto& [key, value] : map.entries()) {
    if (names.size() < kMostLabels) names.emplace_back(key.string());
  }
}

// A literal text in a regular expression that is anchored anyway.
std::string literal(const Value& value) {
  const std::string_view text = value.string();
  return text.find_first_of("*+?[](){}|^$\\") == std::string_view::npos ? std::string(text) : std::string();
}

// The targets are those that are named; a patch may also be for what its labels pick.
std::vector<Kustomization::Target> changed_by(const Value& root, const std::vector<Kustomization::Target>& targets) {
  std::vector<Kustomization::Target> changed;
  for (const Kustomization::Target& target : targets) {
    if (!target.replicas) changed.push_back(target);
  }
  auto add = [&](const Value& target) {
    if (target.is_map()) changed.push_back({literal(target["kind"]), literal(target["name"]), target.span()});
  };
  for (std::string_view list : {"patches", "patchesJson6902"}) {
    for (const Value& patch : root[list].items()) add(patch["target"]);
  }
  for (const Value& replacement : root["replacements"].items()) {
    if (replacement["path"].present()) changed.push_back({"", "", replacement.span()});
    for (const Value& target : replacement["targets"].items()) add(target["select"]);
  }
  if (root["transformers"].present()) changed.push_back({"", "", root["transformers"].span()});
  return changed;
}

// A strategic merge patch that is written out in the kustomization names what it is for.
void add_written_patch(const Value& patch, const Source& source, std::vector<Kustomization::Target>& targets) {
  const MappedText text = patch.mapped(source);
  const Source written(source.path(), std::string(text.text()));
  for (const auto& document : kubernetes::parse(written)) {
    for (const kubernetes::Object& object : kubernetes::objects_of(*document)) {
      const Value name = object.metadata["name"];
      if (object.name.empty() || name.templated()) continue;
      const Span span = name.span();
      targets.push_back({.kind = std::string(object.kind_name),
                         .name = std::string(object.name),
                         .place = text.span(span.begin, span.end),
                         .group = {},
                         .vital = true});
    }
  }
}

// "host:path" and "user@host:path", as git has them.
bool is_git_address(std::string_view resource) {
  const size_t colon = resource.find(':');
  return colon != std::string_view::npos && colon > 1 && colon < resource.find('/') &&
         resource.substr(0, colon).find_first_of(".@") != std::string_view::npos;
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
  if (resource.ends_with(".git") || resource.find(".git/") != std::string_view::npos || is_git_address(resource))
    return true;
  const std::string_view host = resource.substr(0, resource.find('/'));
  // What stands behind "//" is a folder in a repository.
  if (!host.starts_with('.') && host.find('.') != std::string_view::npos &&
      resource.find("//") != std::string_view::npos)
    return true;
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
  result.component = root["kind"].is("Component");
  for (std::string_view list : {"resources", "bases", "components"}) {
    for (const Value& resource : root[list].items()) {
      if (is_remote_resource(resource.string())) {
        result.remote = true;
      } else {
        add(result.resources, resource);
      }
    }
  }
  for (std::string_view list : {"helmCharts", "helmChartInflationGenerator", "generators", "transformers"})
    result.remote = result.remote || root[list].exists();
  auto add_merged = [&](const Value& patch) {
    if (!patch.is_scalar() || patch.templated()) return;
    add(result.merged, patch);
    if (patch.string().find('\n') != std::string_view::npos) add_written_patch(patch, *document.source, result.targets);
  };
  for (const Value& patch : root["patchesStrategicMerge"].items()) {
    add(result.patches, patch);
    add_merged(patch);
  }
  for (std::string_view list : {"patches", "patchesJson6902"}) {
    for (const Value& patch : root[list].items()) {
      add(result.patches, patch.is_map() ? patch["path"] : patch);
      const Value target = patch["target"];
      if (target.missing() && list == "patches") {
        add_merged(patch["path"]);
        add_merged(patch["patch"]);
      }
      if (!target.is_map() || target["labelSelector"].exists() || target["annotationSelector"].exists()) continue;
      const Value place = target["name"].present() ? target["name"] : target["kind"];
      result.targets.push_back(
          {literal(target["kind"]), literal(target["name"]), place.span(), literal(target["group"])});
    }
  }
  for (const Value& replicas : root["replicas"].items()) {
    const Value name = replicas["name"];
    if (name.templated()) continue;
    result.targets.push_back({.kind = {},
                              .name = std::string(name.string()),
                              .place = name.span(),
                              .group = {},
                              .replicas = true,
                              .vital = true});
  }
  result.changed = changed_by(root, result.targets);
  if (!root["namespace"].templated()) result.namespace_ = root["namespace"].string();
  result.prefix = root["namePrefix"].string();
  result.suffix = root["nameSuffix"].string();
  result.remote = result.remote || root["namePrefix"].templated() || root["nameSuffix"].templated();
  for (const Value& image : root["images"].items()) {
    const bool versioned = image["newTag"].present() || image["digest"].present();
    result.images.push_back(
        {std::string(image["name"].string()), versioned, image["name"].span(), std::string(image["newName"].string())});
  }
  for (const auto& [list, kind] : {std::pair{"configMapGenerator", "ConfigMap"}, {"secretGenerator", "Secret"}}) {
    for (const Value& generator : root[list].items()) {
      const Value name = generator["name"];
      result.generated.push_back({kind, std::string(name.string()), keys_of_generator(generator), name.span()});
    }
  }
  add_labels(root["commonLabels"], result.pod_labels);
  add_names(root["commonLabels"], result.labels);
  add_names(root["commonAnnotations"], result.annotations);
  for (const Value& labels : root["labels"].items()) {
    add_names(labels["pairs"], result.labels);
    if (labels["includeSelectors"].is(true) || labels["includeTemplates"].is(true))
      add_labels(labels["pairs"], result.pod_labels);
  }
  return result;
}

}  // namespace plimsoll
