#include <algorithm>

#include "built_containers.h"
#include "context.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

// By its name: COPY does not tell whether what it fills is a folder.
bool is_file(std::string_view path) {
  return !path.ends_with('/') && path.substr(path.rfind('/') + 1).find('.') != path.npos;
}

}  // namespace

extern constinit const Rule volume_mount_read_only_source = {
    .severity = Severity::info,
    .group = Group::correctness,
    .profile = Profile::all,
    .check =
        [](const Project& project, Context& ctx) {
          for (const auto& [object, pod, container, image, user] : built_containers(project)) {
            for (const auto& [path, place] : container->file_mounts) {
              const auto hidden = std::find_if(image->copies.begin(), image->copies.end(),
                                               [folder = clean_path(path)](const auto& copy) {
                                                 return !is_file(copy.path) && is_below(clean_path(copy.path), folder);
                                               });
              if (hidden == image->copies.end()) continue;
              ctx.report(project.at(*object, place),
                         "the volume at '{}' hides what the image has in '{}', and nobody can write there", path,
                         clean_path(hidden->path))
                  .note(project.at(*image, hidden->place), "this fills it");
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
