#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "context.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> across_files{"across-files", "compare the files of a folder and of a kustomization too",
                                          true};

// A group of files that are applied together, and the name that the object has there.
using Claim = std::pair<std::string, std::string>;

std::vector<Claim> claims_of(const ObjectSummary& object, const Project& project, bool across_files) {
  const Roots& roots = project.index->roots();
  const std::string& path = project.path_of(object);
  std::vector<Claim> claims;
  for (const std::string& group : roots.of(path)) {
    if (!group.starts_with("kustomization ")) claims.emplace_back(group, object.name);
    if (!across_files) return claims;
  }
  for (const Roots::Named& named : roots.names_of(path, object.name))
    claims.emplace_back("kustomization " + named.user->folder, named.name);
  return claims;
}

std::string_view space_of(const ObjectSummary& object) {
  if (object.cluster) return {};
  return object.namespace_.empty() ? "default" : std::string_view(object.namespace_);
}

}  // namespace

extern constinit const Rule duplicate_object = {
    .severity = Severity::error,
    .group = Group::references,
    .profile = Profile::strict,
    .options = {&across_files},
    .check =
        [](const Project& project, Context& ctx) {
          std::map<std::tuple<Claim, std::string_view, std::string_view, std::string_view>, const ObjectSummary*> first;
          for (const ObjectSummary& object : project.objects) {
            if (object.hook) continue;
            const ObjectSummary* before = nullptr;
            for (Claim& claim : claims_of(object, project, ctx[across_files])) {
              const auto [known, fresh] =
                  first.try_emplace({std::move(claim), object.group, object.kind_name, space_of(object)}, &object);
              // By two ways it may come under one name itself.
              if (!fresh && !before && known->second != &object) before = known->second;
            }
            if (!before) continue;
            ctx.report(project.at(object), "{} '{}' is defined twice, and the one that is applied last wins",
                       object.kind_name, object.name)
                .note(project.at(*before), "the first definition");
          }
        },
};

}  // namespace plimsoll::kubernetes
