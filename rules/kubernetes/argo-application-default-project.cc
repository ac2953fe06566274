#include "context.h"
#include "kubernetes/kubelet.h"

namespace plimsoll::kubernetes {

extern constinit const Rule argo_application_default_project = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::strict,
    .aliases = {"kyverno:argo:application-prevent-default-project"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("argoproj.io", "Application")) return;
          const auto project = object.root.known({"spec", "project"});
          if (!project || (!project->missing() && !project->string().empty() && !project->is("default"))) return;
          ctx.report(place_in(object, *project),
                     "Application '{}' is in the project 'default', which may do anything anywhere", object.name);
        },
};

}  // namespace plimsoll::kubernetes
