#include <map>

#include "context.h"
#include "project_index.h"

namespace plimsoll::kubernetes {

extern constinit const Rule shared_service_account = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kics:Shared Service Account", "kics:c1032cf7-3628-44e2-bd53-38c17cf31b6b"},
    .check =
        [](const Project& project, Context& ctx) {
          struct User {
            const ObjectSummary* object;
            Span place;
          };
          std::map<std::pair<uint32_t, std::string_view>, User> first;  // by home and account
          for (const ObjectSummary& object : project.objects) {
            if (!object.details) continue;
            for (const PodSummary& pod : object.details->pods) {
              if (!pod.account) continue;
              const User* other = nullptr;
              for (const uint32_t home : project.index->homes_of(object)) {
                const auto [known, fresh] =
                    first.try_emplace({home, pod.account->name}, User{&object, pod.account->place});
                const ObjectSummary& before = *known->second.object;
                if (!other && (before.name != object.name || before.kind_name != object.kind_name))
                  other = &known->second;
              }
              if (!other) continue;
              ctx.report(project.at(object, pod.account->place),
                         "{} '{}' has the service account, and so the rights, of {} '{}'", object.kind_name,
                         object.name, other->object->kind_name, other->object->name)
                  .note(project.at(*other->object, other->place), "used here as well");
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
