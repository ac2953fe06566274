#include "context.h"
#include "neighbours.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> strict{"strict", "also where the run has no ResourceQuota at all", false};

}  // namespace

extern constinit const Rule resource_quota_missing = {
    .severity = Severity::info,
    .group = Group::resources,
    .profile = Profile::all,
    .aliases = {"kics:Pod or Container Without ResourceQuota", "kics:48a5beba-e4c0-4584-a2aa-e6894e4cf424",
                "kyverno:namespace-inventory-check", "kyverno:add-ns-quota", "nsa:Resource policies: ResourceQuota"},
    .options = {&strict},
    .check =
        [](const Project& project, Context& ctx) {
          const auto is_wanted = [](const ObjectSummary& object) {
            return object.kind_name == "ResourceQuota" && object.group.empty();
          };
          for (const ObjectSummary* object : namespaces_without(project, is_wanted, ctx[strict])) {
            const bool is_namespace = object->kind_name == "Namespace";
            ctx.report(project.at(*object),
                       "the namespace {}'{}' has no ResourceQuota, so it may take all of the cluster",
                       is_namespace ? "" : "of ", object->name);
          }
        },
};

}  // namespace plimsoll::kubernetes
