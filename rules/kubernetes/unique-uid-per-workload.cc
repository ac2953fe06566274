#include <map>

#include "context.h"
#include "project.h"

namespace plimsoll::kubernetes {
namespace {

// The same one, or a variant of it that goes who knows where.
bool are_one(const ObjectSummary& a, const ObjectSummary& b) {
  return a.name == b.name && a.kind_name == b.kind_name &&
         (a.namespace_ == b.namespace_ || a.namespace_.empty() || b.namespace_.empty());
}

}  // namespace

extern constinit const Rule unique_uid_per_workload = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:require-unique-uid-per-workload"},
    .check =
        [](const Project& project, Context& ctx) {
          struct User {
            const ObjectSummary* object;
            Span place;
          };
          std::map<int64_t, User> first;
          for (const ObjectSummary& object : project.objects) {
            if (!object.details) continue;
            for (const PodSummary& pod : object.details->pods) {
              for (const PodSummary::User& user : pod.users) {
                const User& other = first.try_emplace(user.id, User{&object, user.place}).first->second;
                if (are_one(*other.object, object)) continue;
                ctx.report(project.at(object, user.place), "user {} is that of {} '{}' too", user.id,
                           other.object->kind_name, other.object->name)
                    .note(project.at(*other.object, other.place), "used here as well");
              }
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
