#include "kustomization.h"

#include <algorithm>
#include <filesystem>

#include "kubernetes/object.h"
#include "kubernetes/parse.h"

namespace plimsoll {
namespace {

using kubernetes::Value;

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
constexpr size_t kMostLabels = 64;

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

// A patch that is written out in the kustomization.
struct WrittenPatch {
  WrittenPatch(const Value& patch, const Source& source)
      : text(patch.mapped(source)),
        written(source.path(), std::string(text.text())),
        documents(kubernetes::parse(written)) {}

  kubernetes::Touched touched() const {
    if (documents.size() != 1) return std::nullopt;
    const Value root = documents.front()->value();
    return root.is_list() ? kubernetes::touched_by_operations(root) : kubernetes::touched_by_merge(root);
  }

  MappedText text;
  Source written;
  std::vector<std::unique_ptr<kubernetes::Document>> documents;
};

bool is_written(std::string_view patch) { return patch.find_first_of("\n{[") != std::string_view::npos; }

// "host:path" and "user@host:path", as git has them.
bool is_git_address(std::string_view resource) {
  const size_t colon = resource.find(':');
  return colon != std::string_view::npos && colon > 1 && colon < resource.find('/') &&
         resource.substr(0, colon).find_first_of(".@") != std::string_view::npos;
}

class Reader {
 public:
  Reader(const kubernetes::Document& document, std::string_view path)
      : root_(document.value()),
        comments_(document.comments),
        source_(*document.source),
        folder_(std::filesystem::path(path).parent_path()) {}

  Kustomization run() {
    result_.folder = normal(folder_);
    result_.component = root_["kind"].is("Component");
    if (!root_["namespace"].templated()) result_.namespace_ = root_["namespace"].string();
    result_.prefix = root_["namePrefix"].string();
    result_.suffix = root_["nameSuffix"].string();
    add_resources();
    add_others();
    add_patches();
    add_replacements();
    add_replicas();
    add_images();
    add_generated();
    add_metadata();
    return std::move(result_);
  }

 private:
  void add(std::vector<std::string>& paths, const Value& named) { add(paths, named, named.string()); }
  void add(std::vector<std::string>& paths, const Value& named, std::string_view path) {
    if (named.missing()) return;
    if (!named.is_scalar() || named.templated()) {
      result_.open = true;
    } else if (!is_written(path)) {
      paths.push_back(normal(folder_ / path));
    }
  }

  void add_resources() {
    for (std::string_view field : {"components", "bases", "resources"}) {
      if (root_[field].exists()) result_.list_place = root_[field].key_span();
      result_.open |= root_[field].present() && !root_[field].is_list();
      for (const Value& resource : root_[field].items()) {
        const bool remote = is_remote_resource(resource.string());
        result_.remote |= remote || resource.templated();
        if (!remote) add(result_.resources, resource);
      }
    }
    for (std::string_view field : {"helmCharts", "helmChartInflationGenerator", "generators", "transformers"})
      result_.remote |= root_[field].exists();
    result_.remote |= root_["namePrefix"].templated() || root_["nameSuffix"].templated();
  }

  // What is neither a resource nor a patch.
  void add_others() {
    for (std::string_view field : {"crds", "configurations", "generators", "transformers", "validators"}) {
      for (const Value& item : root_[field].items()) add(result_.others, item);
    }
    add(result_.others, root_["openapi"]["path"]);
    for (const Value& replacement : root_["replacements"].items()) add(result_.others, replacement["path"]);
    for (std::string_view field : {"configMapGenerator", "secretGenerator"}) {
      for (const Value& generator : root_[field].items()) {
        for (const Value& file : generator["files"].items())
          add(result_.others, file, file.string().substr(file.string().find('=') + 1));
        for (const Value& file : generator["envs"].items()) add(result_.others, file);
        add(result_.others, generator["env"]);
      }
    }
    // Somebody left out on purpose what a comment names.
    for (const kubernetes::Comment& comment : comments_) add_words(comment.text);
    for (const Value& chart : root_["helmCharts"].items()) {
      add(result_.others, chart["valuesFile"]);
      for (const Value& file : chart["additionalValuesFiles"].items()) add(result_.others, file);
    }
  }

  void add_words(std::string_view text) {
    static constexpr std::string_view kBetween = " \t,;:'\"`()[]#";
    while (!text.empty()) {
      const size_t end = std::min(text.find_first_of(kBetween), text.size());
      const std::string_view word = text.substr(0, end);
      if (word.ends_with(".yaml") || word.ends_with(".yml")) result_.others.push_back(normal(folder_ / word));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  }

  void add_patches() {
    for (const Value& patch : root_["patchesStrategicMerge"].items()) {
      add(result_.patches, patch);
      add_merged(patch);
    }
    for (std::string_view list : {"patches", "patchesJson6902"}) {
      for (const Value& patch : root_[list].items()) {
        add(result_.patches, patch.is_map() ? patch["path"] : patch);
        if (patch["target"].is_map()) {
          add_target(patch);
        } else if (list == "patches") {
          add_merged(patch["path"]);
          add_merged(patch["patch"]);
        }
      }
    }
    if (root_["transformers"].present()) result_.changed.push_back({"", "", root_["transformers"].span()});
  }

  // A strategic merge patch, which names itself what it is for.
  void add_merged(const Value& patch) {
    if (!patch.is_scalar() || patch.templated()) return;
    if (!is_written(patch.string())) return add(result_.merged, patch);
    const WrittenPatch written(patch, source_);
    for (const auto& document : written.documents) {
      for (const kubernetes::Object& object : kubernetes::objects_of(*document)) {
        const Value name = object.metadata["name"];
        if (object.name.empty() || name.templated()) continue;
        const Span span = name.span();
        result_.targets.push_back({.kind = std::string(object.kind_name),
                                   .name = std::string(object.name),
                                   .place = written.text.span(span.begin, span.end),
                                   .group = {},
                                   .vital = true});
        result_.changed.push_back(result_.targets.back());
        result_.changed.back().touched = kubernetes::touched_by_merge(object.root);
      }
    }
  }

  void add_target(const Value& patch) {
    const Value target = patch["target"], text = patch["patch"], path = patch["path"];
    const Value place = target["name"].present() ? target["name"] : target["kind"];
    Kustomization::Target named{literal(target["kind"]), literal(target["name"]), place.span(),
                                literal(target["group"])};
    // Labels may pick fewer.
    if (target["labelSelector"].missing() && target["annotationSelector"].missing()) result_.targets.push_back(named);
    if (text.is_scalar() && !text.templated()) named.touched = WrittenPatch(text, source_).touched();
    if (path.is_scalar() && !path.templated()) named.file = normal(folder_ / path.string());
    result_.changed.push_back(std::move(named));
  }

  void add_replacements() {
    for (const Value& replacement : root_["replacements"].items()) {
      if (replacement["path"].present()) result_.changed.push_back({"", "", replacement.span()});
      for (const Value& target : replacement["targets"].items()) {
        const Value select = target["select"];
        result_.changed.push_back({.kind = literal(select["kind"]),
                                   .name = literal(select["name"]),
                                   .place = select.span(),
                                   .group = {},
                                   .touched = kubernetes::touched_by_paths(target["fieldPaths"])});
      }
    }
  }

  void add_replicas() {
    for (const Value& replicas : root_["replicas"].items()) {
      const Value name = replicas["name"];
      if (name.templated()) continue;
      result_.targets.push_back({.kind = {},
                                 .name = std::string(name.string()),
                                 .place = name.span(),
                                 .group = {},
                                 .replicas = true,
                                 .vital = true});
    }
  }

  void add_images() {
    for (const Value& image : root_["images"].items()) {
      const Value name = image["name"];
      const bool versioned = image["newTag"].present() || image["tagSuffix"].present() || image["digest"].present();
      result_.images.push_back(
          {std::string(name.string()), versioned, name.span(), std::string(image["newName"].string())});
    }
  }

  void add_generated() {
    for (const auto& [list, kind] : {std::pair{"configMapGenerator", "ConfigMap"}, {"secretGenerator", "Secret"}}) {
      for (const Value& generator : root_[list].items()) {
        const Value name = generator["name"];
        result_.generated.push_back({kind, std::string(name.string()), keys_of_generator(generator), name.span()});
      }
    }
  }

  void add_metadata() {
    add_labels(root_["commonLabels"], result_.pod_labels);
    add_names(root_["commonLabels"], result_.labels);
    add_names(root_["commonAnnotations"], result_.annotations);
    for (const Value& labels : root_["labels"].items()) {
      add_names(labels["pairs"], result_.labels);
      if (labels["includeSelectors"].is(true) || labels["includeTemplates"].is(true))
        add_labels(labels["pairs"], result_.pod_labels);
    }
  }

  const Value root_;
  const std::vector<kubernetes::Comment>& comments_;
  const Source& source_;
  const std::filesystem::path folder_;
  Kustomization result_;
};

}  // namespace

bool is_kustomization_name(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  return name == "kustomization.yaml" || name == "kustomization.yml" || name == "Kustomization";
}

bool is_kustomization(const kubernetes::Document& document, std::string_view path) {
  const kubernetes::Value kind = document.value()["kind"], api_version = document.value()["apiVersion"];
  // Flux has a kind of that name as well.
  if (api_version.present() && !api_version.string().starts_with("kustomize.config.k8s.io/")) return false;
  return kind.missing() ? is_kustomization_name(path) : kind.is("Kustomization") || kind.is("Component");
}

bool is_remote_resource(std::string_view resource) {
  if (resource.find("://") != std::string_view::npos || resource.starts_with("git@") || resource.starts_with("gh:"))
    return true;
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
  return Reader(document, path).run();
}

}  // namespace plimsoll
