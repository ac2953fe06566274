#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule service_without_selector = {
    .severity = Severity::info,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"terrascan:AC_K8S_0114"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value type = object["spec"]["type"];
          const auto selector = object.root.known({"spec", "selector"});
          if (!object.is("", "Service") || (!type.is("LoadBalancer") && !type.is("NodePort"))) return;
          if (!selector || (!selector->missing() && (!selector->is_map() || selector->size() > 0))) return;
          ctx.report(selector->missing() ? object["spec"].key_span() : selector->span(),
                     "Service '{}' is open to the outside and selects no pods", object.name);
        },
};

}  // namespace plimsoll::kubernetes
