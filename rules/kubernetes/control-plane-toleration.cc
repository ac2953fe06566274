#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

bool tolerates_control_plane(const Value& toleration) {
  const Value key = toleration["key"];
  if (key.missing() || key.is("")) return toleration["operator"].is("Exists");
  return key.is("node-role.kubernetes.io/control-plane") || key.is("node-role.kubernetes.io/master");
}

}  // namespace

extern constinit const Rule control_plane_toleration = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:restrict-controlplane-scheduling"},
    .check =
        [](const Workload& workload, Context& ctx) {
          for (const Value& toleration : workload.setting("tolerations").items()) {
            if (!toleration.is_map() || !tolerates_control_plane(toleration)) continue;
            ctx.report(toleration.span(),
                       "the pod may run on the control plane's nodes, beside the API server and its keys");
          }
        },
};

}  // namespace plimsoll::kubernetes
