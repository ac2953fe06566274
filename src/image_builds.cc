#include "image_builds.h"

#include <algorithm>
#include <filesystem>

#include "image.h"
#include "image_facts.h"
#include "project.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;
using kubernetes::Value;

// With more of them nobody knows which one is meant.
constexpr size_t kMostCandidates = 32;

std::string normal(const fs::path& path) {
  std::string text = path.lexically_normal().generic_string();
  if (text.ends_with('/')) text.pop_back();
  return text == "." ? "" : text;
}

std::string folder_of(std::string_view path) { return normal(fs::path(path).parent_path()); }

std::string above(const std::string& folder) { return normal(fs::path(folder).parent_path()); }

bool is_in(std::string_view path, std::string_view folder) {
  return folder.empty() || (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string without_tag(std::string_view image) {
  const ImageRef ref = split_image(image);
  return std::string(ref.repository);
}

class Reader {
 public:
  explicit Reader(std::string_view path) : folder_(folder_of(path)) {}

  void skaffold(const Value& root) {
    for (const Value& artifact : root["build"]["artifacts"].items()) {
      const Value docker = artifact["docker"], kaniko = artifact["kaniko"];
      constexpr std::string_view others[] = {"jib", "ko", "buildpacks", "bazel", "custom"};
      if (std::any_of(std::begin(others), std::end(others), [&](auto builder) { return artifact[builder].exists(); })) {
        continue;
      }
      const Value how = docker.is_map() ? docker : kaniko;
      add(artifact["image"], artifact["context"], how["dockerfile"], how["target"]);
    }
  }

  void compose(const Value& root) {
    for (const auto& [name, service] : root["services"].entries()) {
      const Value build = service["build"];
      if (build.missing() || build["dockerfile_inline"].exists()) continue;
      add(service["image"], build.is_map() ? build["context"] : build, build["dockerfile"], build["target"]);
    }
  }

  std::vector<BuiltImage> take() { return std::move(built_); }

 private:
  void add(const Value& image, const Value& context, const Value& dockerfile, const Value& target) {
    if (!image.is_scalar() || target.present()) return;
    for (const Value& value : {image, context, dockerfile}) {
      if (value.templated()) return;
    }
    const fs::path folder = fs::path(folder_) / (context.missing() ? "." : context.string());
    built_.push_back({without_tag(image.string()),
                      normal(folder / (dockerfile.missing() ? "Dockerfile" : dockerfile.string())), folder_});
  }

  std::string folder_;
  std::vector<BuiltImage> built_;
};

bool is_shared_registry(std::string_view registry) {
  static constexpr std::string_view kShared[] = {
      "quay.io",        "registry.k8s.io",   "k8s.gcr.io", "mcr.microsoft.com",
      "public.ecr.aws", "docker.elastic.co", "nvcr.io"};
  return std::find(std::begin(kShared), std::end(kShared), registry) != std::end(kShared);
}

}  // namespace

bool is_compose_name(std::string_view path) {
  const std::string_view name = last_part(path);
  return (name.starts_with("docker-compose") || name.starts_with("compose")) &&
         (name.ends_with(".yaml") || name.ends_with(".yml"));
}

std::vector<BuiltImage> built_images_of(const kubernetes::Document& document, std::string_view path) {
  Reader reader(path);
  const Value root = document.value();
  if (root["apiVersion"].string().starts_with("skaffold/")) reader.skaffold(root);
  if (is_compose_name(path)) reader.compose(root);
  return reader.take();
}

ImageBuilds::ImageBuilds(const Project& project) : project_(project) {
  std::unordered_map<std::string, const dockerfile::ImageSummary*> by_path;
  for (const dockerfile::ImageSummary& image : project.images) {
    const std::string path = normal(project.files[image.file].path);
    by_path[path] = &image;
    const std::string folder = folder_of(path);
    if (last_part(path) == "Dockerfile" && !folder.empty())
      by_folder_[std::string(last_part(folder))].push_back(&image);
  }
  for (const BuiltImage& built : project.built) {
    const auto image = by_path.find(built.dockerfile);
    if (image != by_path.end()) said_[built.image].push_back({built.folder, image->second});
  }
}

const dockerfile::ImageSummary* ImageBuilds::builder_of(const ObjectSummary& object,
                                                        const ContainerSummary& container) const {
  const ImageRef ref = split_image(container.image);
  if (container.image.empty() || !ref.valid()) return nullptr;
  const std::string repository(ref.repository), manifest = normal(project_.path_of(object));
  const dockerfile::ImageSummary* found = nullptr;
  auto is_other = [&](const dockerfile::ImageSummary* image) {
    const bool other = found && found != image;
    found = image;
    return other;
  };
  if (const auto said = said_.find(repository); said != said_.end()) {
    if (said->second.size() > kMostCandidates) return nullptr;
    for (const Said& each : said->second) {
      if (is_in(manifest, each.folder) && is_other(each.image)) return nullptr;
    }
    if (found) return found;
  }
  const std::string name(last_part(repository));
  const auto candidates = by_folder_.find(name);
  if (candidates == by_folder_.end() || candidates->second.size() > kMostCandidates) return nullptr;
  if (is_shared_registry(ref.registry) || is_official_image(split_image(name))) return nullptr;
  for (const dockerfile::ImageSummary* image : candidates->second) {
    const std::string folder = folder_of(project_.files[image->file].path);
    const std::string parent = above(folder);
    const bool near = is_in(manifest, parent) || (!parent.empty() && is_in(manifest, above(parent)));
    if (!near || without_tag(image->base) == repository) continue;
    if (is_other(image)) return nullptr;
  }
  return found;
}

}  // namespace plimsoll
