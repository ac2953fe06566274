#include <set>

#include "context.h"
#include "kubernetes/admission.h"
#include "project_index.h"
#include "suggest.h"

namespace plimsoll::kubernetes {

extern constinit const Rule namespace_not_defined = {
    .severity = Severity::info,
    .group = Group::references,
    .profile = Profile::all,
    .check =
        [](const Project& project, Context& ctx) {
          std::set<std::pair<uint32_t, std::string_view>> said;
          for (const ObjectSummary& object : project.objects) {
            const std::string& name = object.namespace_;
            if (name.empty() || object.cluster || name == "default" || is_system_namespace(name)) continue;
            const auto spaces = project.index->all(object, "Namespace");
            if ((spaces.empty() && !project.complete) || !project.index->find(object, "Namespace", name).empty())
              continue;
            if (!said.emplace(object.file, name).second) continue;
            std::vector<std::string_view> names;
            for (const ObjectSummary* space : spaces) names.push_back(space->name);
            const auto similar = names.size() < 64 ? closest(name, names, 2) : std::nullopt;
            ctx.report(project.at(object, object.namespace_place), "the namespace '{}' is not defined{}", name,
                       similar ? fmt::format("; did you mean '{}'?", *similar) : "")
                .severity(similar ? Severity::warning : Severity::info);
          }
        },
};

}  // namespace plimsoll::kubernetes
