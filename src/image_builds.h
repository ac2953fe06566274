// Which Dockerfile of a run builds the image that a manifest names. Never a guess; these are the certain ways, the
// first one that knows the image counts:
// - The configuration says so.
// - The file of a build tool (build_files.h) makes an image of that name, registry, tag and digest aside; the manifest
//   lies in or below its folder, or for a name such as shop/web at most two folders above it.
// - The image has the name of the folder that the one Dockerfile lies in, as registry.example/shop/web and
//   src/web/Dockerfile, or of the one Dockerfile itself, as docker/web.Dockerfile; the folder of that name, or the
//   Dockerfile of that name, is at most two folders below one that holds the manifest as well. Names of Docker Hub's
//   own images, registries that many share, and the image that this Dockerfile is built on do not count.
// A kustomization that gives the image another name is followed. Where two Dockerfiles would do, none does.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "build_files.h"

namespace plimsoll {

struct ContainerSummary;
struct Kustomization;
struct ObjectSummary;
struct Project;
namespace dockerfile {
struct ImageSummary;
}

// Asks a project, whose parts it points to.
class ImageBuilds {
 public:
  explicit ImageBuilds(const Project& project);
  // The Dockerfile of the image that a container of the object runs; nullptr if that is not certain.
  const dockerfile::ImageSummary* builder_of(const ObjectSummary& object, const ContainerSummary& container) const;
  // That of the image that another one is built on.
  const dockerfile::ImageSummary* base_of(const dockerfile::ImageSummary& image) const;

 private:
  struct Said {
    std::string folder;
    const dockerfile::ImageSummary* image;  // nullptr: it is not part of the run
  };
  struct Named {
    std::string home;  // the folder that holds what has the name
    const dockerfile::ImageSummary* image;
  };
  using Renames = std::unordered_map<std::string_view, std::string_view>;

  void add_named(const dockerfile::ImageSummary& image, std::string_view here);
  // By an image reference in a file.
  const dockerfile::ImageSummary* find(std::string_view image, const std::string& file) const;
  std::optional<const dockerfile::ImageSummary*> said(const std::string& repository, const std::string& file) const;
  const dockerfile::ImageSummary* named(const std::string& repository, const std::string& file) const;
  // What kustomizations make of an image; nothing if they leave it.
  std::vector<std::string> new_names_of(std::string_view path, std::string_view image) const;

  const Project& project_;
  std::unordered_map<std::string, const dockerfile::ImageSummary*> configured_;
  std::unordered_map<std::string, std::vector<Said>> said_;    // by repository
  std::unordered_map<std::string, std::vector<Named>> named_;  // by the name
  std::unordered_map<const Kustomization*, Renames> renames_;
};

}  // namespace plimsoll
