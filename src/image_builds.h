// Which Dockerfile of a run builds the image that a manifest names. Never a guess; these are the certain ways:
// - A skaffold.yaml or compose file, in or above whose folder the manifest lies, builds an image of that name;
// registry,
//   tag and digest aside. What builds a stage other than the last is none.
// - The image has the name of the folder that the one Dockerfile lies in, as registry.example/shop/web and
//   src/web/Dockerfile, at most two folders below one that holds the manifest as well. Names of Docker Hub's own
//   images, registries that many share, and the image that this Dockerfile is built on do not count.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "kubernetes/value.h"

namespace plimsoll {

struct BuiltImage {
  std::string image;       // as written, without tag
  std::string dockerfile;  // path, as the run calls it
  std::string folder;      // of the file that says so
};
// What a skaffold.yaml or a compose file builds. A stage other than the last one, or a Dockerfile that is written in
// place, is none of them. `path` is that of the file.
std::vector<BuiltImage> built_images_of(const kubernetes::Document& document, std::string_view path);

// By its name: compose.yaml, docker-compose.prod.yml.
bool is_compose_name(std::string_view path);

struct ContainerSummary;
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

 private:
  using Images = std::vector<const dockerfile::ImageSummary*>;
  struct Said {
    std::string folder;
    const dockerfile::ImageSummary* image;
  };
  const Project& project_;
  std::unordered_map<std::string, std::vector<Said>> said_;  // by repository
  std::unordered_map<std::string, Images> by_folder_;        // by the name of the folder
};

}  // namespace plimsoll
