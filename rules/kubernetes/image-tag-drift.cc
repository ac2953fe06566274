#include <algorithm>
#include <map>

#include "context.h"
#include "image.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

struct Use {
  const ObjectSummary* object;
  Span place;
};
// By what follows the repository.
using Versions = std::map<std::string, std::vector<Use>>;

std::string version_of(const ImageRef& image) {
  return std::string(image.digest ? *image.digest : image.tag.value_or("latest"));
}

}  // namespace

extern constinit const Rule image_tag_drift = {
    .severity = Severity::info,
    .group = Group::references,
    .profile = Profile::strict,
    .check =
        [](const Project& project, Context& ctx) {
          std::map<std::pair<std::string, std::string>, Versions>
              images;  // by what is applied together, and repository
          for (const ObjectSummary& object : project.objects) {
            if (!object.details) continue;
            const std::string root =
                project.index->roots().of(project.path_of(object)).back() + " " + object.namespace_;
            for (const PodSummary& pod : object.details->pods) {
              for (const ContainerSummary& container : pod.containers) {
                const ImageRef image = split_image(container.image);
                if (!image.valid() || container.image_replaced) continue;
                images[{root, std::string(image.effective_registry()) + "/" + image.effective_repository()}]
                      [version_of(image)]
                          .push_back({&object, container.image_place});
              }
            }
          }
          for (const auto& [key, versions] : images) {
            const auto most = std::max_element(versions.begin(), versions.end(), [](const auto& a, const auto& b) {
              return a.second.size() < b.second.size();
            });
            for (const auto& [version, uses] : versions) {
              if (version == most->first) continue;
              for (const Use& use : uses) {
                ctx.report(project.at(*use.object, use.place), "version '{}' of the image runs beside '{}'", version,
                           most->first)
                    .note(project.at(*most->second.front().object, most->second.front().place), "the other version");
              }
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
