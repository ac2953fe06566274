#include "context.h"
#include "kubernetes/scope.h"

namespace plimsoll::kubernetes {

extern constinit const Rule missing_namespace = {
    .severity = Severity::info,
    .group = Group::metadata,
    .profile = Profile::all,
    .aliases = {"kube-linter:use-namespace", "kics:Using Unrecommended Namespace",
                "kics:611ab018-c4aa-4ba2-b0f6-a448337509a6", "kics:Ensure Administrative Boundaries Between Resources",
                "kics:e84eaf4d-2f45-47b2-abe8-e581b06deb66", "kubescape:C-0209", "cis-kubernetes:5.7.1"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!lacks_namespace(object)) return;
          const Value space = object.metadata["namespace"];
          ctx.report(space.exists() ? space.span() : object.place(),
                     "{} '{}' names no namespace, so it lands wherever kubectl points to", object.kind_name,
                     object.name);
        },
};

}  // namespace plimsoll::kubernetes
