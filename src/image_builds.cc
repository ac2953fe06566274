#include "image_builds.h"

#include <algorithm>
#include <filesystem>

#include "dockerfile/predefined.h"
#include "image.h"
#include "image_facts.h"
#include "project.h"
#include "project_index.h"

namespace plimsoll {
namespace {

namespace fs = std::filesystem;
using dockerfile::ImageSummary;

// With more of them nobody knows which one is meant.
constexpr size_t kMostCandidates = 32;

std::string normal(const fs::path& path) {
  std::string text = path.lexically_normal().generic_string();
  if (text.ends_with('/')) text.pop_back();
  return text == "." ? "" : text;
}

std::string folder_of(std::string_view path) { return normal(fs::path(path).parent_path()); }

bool is_in(std::string_view path, std::string_view folder) {
  return folder.empty() || (path.starts_with(folder) && path.size() > folder.size() && path[folder.size()] == '/');
}

// The folder lies at most two folders below one that holds the file.
bool is_near(std::string_view file, const std::string& folder) {
  const std::string above = folder_of(folder);
  return is_in(file, folder) || (!folder.empty() && is_in(file, above));
}

std::string_view last_part(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string repository_of(std::string_view image) { return std::string(split_image(image).repository); }

// "web" of web.Dockerfile and Dockerfile.web; empty if it has no name of its own.
std::string_view own_name(std::string_view file) {
  const size_t dot = file.find('.');
  if (dot == file.npos || file.find('.', dot + 1) != file.npos) return {};
  const std::string_view front = file.substr(0, dot), back = file.substr(dot + 1);
  const auto is_stem = [](std::string_view word) {
    const std::string small = dockerfile::lower(word);
    return small == "dockerfile" || small == "containerfile";
  };
  return is_stem(front) ? back : is_stem(back) ? front : std::string_view();
}

// It makes something else than what is shipped, as Dockerfile.dev does.
bool is_for_work(std::string_view name) {
  static constexpr std::string_view kNames[] = {"base", "build", "builder", "ci",   "debug", "dev",    "development",
                                                "e2e",  "local", "lint",    "test", "tests", "testing"};
  return std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

bool is_shared_registry(std::string_view registry) {
  static constexpr std::string_view kShared[] = {
      "quay.io",        "registry.k8s.io",   "k8s.gcr.io", "mcr.microsoft.com",
      "public.ecr.aws", "docker.elastic.co", "nvcr.io"};
  return std::find(std::begin(kShared), std::end(kShared), registry) != std::end(kShared);
}

const ImageSummary* stage_of(const ImageSummary& image, const std::string& target) {
  const std::string name = dockerfile::lower(target);
  if (name.empty() || name == image.stage) return &image;
  const auto stage = std::find_if(image.targets.begin(), image.targets.end(),
                                  [&](const ImageSummary& each) { return each.stage == name; });
  return stage == image.targets.end() ? nullptr : &*stage;
}

// The one of all that are given; nullptr if there are several.
class Only {
 public:
  void add(const ImageSummary* image) {
    several_ = several_ || (any_ && image != image_);
    image_ = image;
    any_ = true;
  }
  bool any() const { return any_; }
  const ImageSummary* get() const { return several_ ? nullptr : image_; }

 private:
  const ImageSummary* image_ = nullptr;
  bool any_ = false, several_ = false;
};

}  // namespace

ImageBuilds::ImageBuilds(const Project& project) : project_(project) {
  std::error_code error;
  const fs::path here = fs::current_path(error);
  std::unordered_map<std::string, const ImageSummary*> by_path;
  for (const ImageSummary& image : project.images) {
    if (!project.built.empty()) by_path[normal(here / project.files[image.file].path)] = &image;
    add_named(image, here.generic_string());
  }
  for (const BuiltImage& built : project.built) {
    const auto found = by_path.find(normal(here / built.dockerfile));
    const ImageSummary* image = found == by_path.end() ? nullptr : stage_of(*found->second, built.target);
    if (built.configured) {
      const ImageRef ref = split_image(built.image);
      const std::string name = ref.registry.empty() ? "" : std::string(ref.registry) + "/";
      const auto [known, first] = configured_.try_emplace(name + std::string(ref.repository), image);
      // Two configurations that differ leave it open.
      if (!first && known->second != image) known->second = nullptr;
    } else {
      said_[built.image].push_back({built.folder, image});
    }
  }
  for (const Kustomization& kustomization : project.kustomizations) {
    for (const Kustomization::Image& image : kustomization.images) {
      if (!image.new_name.empty()) renames_[&kustomization][image.name] = image.new_name;
    }
  }
}

void ImageBuilds::add_named(const ImageSummary& image, std::string_view here) {
  const std::string path = normal(project_.files[image.file].path), folder = folder_of(path);
  const std::string name(own_name(last_part(path)));
  if (is_for_work(name)) return;
  const std::string in(last_part(folder.empty() ? here : folder));
  if (!in.empty()) named_[in].push_back({folder_of(folder), &image});
  if (!name.empty() && name != in) named_[name].push_back({folder, &image});
}

const ImageSummary* ImageBuilds::builder_of(const ObjectSummary& object, const ContainerSummary& container) const {
  if (container.image.empty()) return nullptr;
  const std::string file = normal(project_.path_of(object));
  const std::vector<std::string> renamed = new_names_of(project_.path_of(object), container.image);
  if (renamed.empty()) return find(container.image, file);
  Only only;
  for (const std::string& name : renamed) {
    if (const ImageSummary* image = find(name, file)) only.add(image);
  }
  return only.get();
}

const ImageSummary* ImageBuilds::base_of(const ImageSummary& image) const {
  if (image.base.empty()) return nullptr;
  const ImageSummary* base = find(image.base, normal(project_.files[image.file].path));
  return base && base->file == image.file ? nullptr : base;
}

const ImageSummary* ImageBuilds::find(std::string_view image, const std::string& file) const {
  const ImageRef ref = split_image(image);
  if (!ref.valid()) return nullptr;
  const std::string repository(ref.repository);
  for (const std::string& name : {std::string(ref.registry) + "/" + repository, repository}) {
    const auto configured = configured_.find(name);
    if (configured != configured_.end()) return configured->second;
  }
  if (const auto built = said(repository, file)) return *built;
  if (is_shared_registry(ref.registry)) return nullptr;
  return named(repository, file);
}

std::optional<const ImageSummary*> ImageBuilds::said(const std::string& repository, const std::string& file) const {
  const auto found = said_.find(repository);
  if (found == said_.end()) return std::nullopt;
  if (found->second.size() > kMostCandidates) return nullptr;
  Only above, near;
  for (const Said& each : found->second) {
    if (is_in(file, each.folder)) above.add(each.image);
    // A name without a team may be that of many projects.
    const bool own = repository.find('/') != std::string::npos;
    if (own && is_near(file, folder_of(each.folder))) near.add(each.image);
  }
  if (above.any()) return above.get();
  return near.any() ? std::optional(near.get()) : std::nullopt;
}

const ImageSummary* ImageBuilds::named(const std::string& repository, const std::string& file) const {
  const std::string_view name = last_part(repository);
  const auto found = named_.find(std::string(name));
  if (found == named_.end() || found->second.size() > kMostCandidates || is_official_image(split_image(name)))
    return nullptr;
  Only only;
  for (const Named& each : found->second) {
    if (is_near(file, each.home) && repository_of(each.image->base) != repository) only.add(each.image);
  }
  return only.get();
}

std::vector<std::string> ImageBuilds::new_names_of(std::string_view path, std::string_view image) const {
  std::vector<std::string> renamed;
  if (renames_.empty()) return renamed;
  const ImageRef ref = split_image(image);
  // What kustomize compares: all but tag and digest.
  std::string name(ref.registry);
  if (!name.empty()) name += '/';
  name += ref.repository;
  for (const Kustomization* user : project_.index->roots().kustomizations_of(path)) {
    const auto renames = renames_.find(user);
    if (renames == renames_.end()) continue;
    const auto found = renames->second.find(name);
    if (found != renames->second.end()) renamed.emplace_back(found->second);
  }
  return renamed;
}

}  // namespace plimsoll
