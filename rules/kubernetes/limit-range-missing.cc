#include "context.h"
#include "neighbours.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> strict{"strict", "also where the run has no LimitRange at all", false};

}  // namespace

extern constinit const Rule limit_range_missing = {
    .severity = Severity::info,
    .group = Group::resources,
    .profile = Profile::all,
    .aliases = {"kics:Pod or Container Without LimitRange", "kics:4a20ebac-1060-4c81-95d1-1f7f620e983b",
                "kyverno:namespace-inventory-check", "nsa:Resource policies: LimitRange"},
    .options = {&strict},
    .check =
        [](const Project& project, Context& ctx) {
          const auto is_wanted = [](const ObjectSummary& object) {
            return object.kind_name == "LimitRange" && object.group.empty();
          };
          for (const ObjectSummary* object : namespaces_without(project, is_wanted, ctx[strict])) {
            const bool is_namespace = object->kind_name == "Namespace";
            ctx.report(project.at(*object),
                       "the namespace {}'{}' has no LimitRange, so containers without limits may take all of a node",
                       is_namespace ? "" : "of ", object->name);
          }
        },
};

}  // namespace plimsoll::kubernetes
