#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "context.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> across_files{"across-files", "compare the files of a folder and of a kustomization too",
                                          true};

}  // namespace

extern constinit const Rule duplicate_object = {
    .severity = Severity::error,
    .group = Group::references,
    .profile = Profile::strict,
    .options = {&across_files},
    .check =
        [](const Project& project, Context& ctx) {
          std::map<std::tuple<std::string, std::string_view, std::string_view, std::string_view, std::string_view>,
                   const ObjectSummary*>
              first;
          for (const ObjectSummary& object : project.objects) {
            if (object.hook) continue;
            const std::string_view space = object.namespace_.empty() ? "default" : std::string_view(object.namespace_);
            const ObjectSummary* before = nullptr;
            std::vector<std::string> groups = project.index->roots().of(project.path_of(object));
            if (!ctx[across_files]) groups.resize(1);
            for (const std::string& root : groups) {
              const auto [known, fresh] =
                  first.try_emplace({root, object.group, object.kind_name, space, object.name}, &object);
              if (!fresh && !before) before = known->second;
            }
            if (!before) continue;
            ctx.report(project.at(object), "{} '{}' is defined twice, and the one that is applied last wins",
                       object.kind_name, object.name)
                .note(project.at(*before), "the first definition");
          }
        },
};

}  // namespace plimsoll::kubernetes
