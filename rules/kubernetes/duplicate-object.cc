#include <map>
#include <tuple>

#include "context.h"
#include "project_roots.h"

namespace plimsoll::kubernetes {

extern constinit const Rule duplicate_object = {
    .severity = Severity::error,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          const Roots roots(project.kustomizations);
          std::map<std::tuple<std::string, std::string_view, std::string_view, std::string_view, std::string_view>,
                   const ObjectSummary*>
              first;
          for (const ObjectSummary& object : project.objects) {
            if (object.hook) continue;
            const std::string_view space = object.namespace_.empty() ? "default" : std::string_view(object.namespace_);
            const ObjectSummary* before = nullptr;
            for (const std::string& root : roots.of(object.location.path)) {
              const auto [known, fresh] =
                  first.try_emplace({root, object.group, object.kind_name, space, object.name}, &object);
              if (!fresh && !before) before = known->second;
            }
            if (!before) continue;
            ctx.report(object.location, "{} '{}' is defined twice, and the one that is applied last wins",
                       object.kind_name, object.name)
                .note(before->location, "the first definition");
          }
        },
};

}  // namespace plimsoll::kubernetes
