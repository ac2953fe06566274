#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
extern constinit const Rule missing_pre_stop_hook = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"azure-policy:Kubernetes cluster container images must include the preStop hook",
                "azure-policy:1a3b9003-eac6-4d39-a184-4a567ace7645"},
    .check =
        [](const Container& container, Context& ctx) {
          const std::string_view kind = container.workload->object->kind_name;
          const bool serves =
              kind == "Deployment" || kind == "StatefulSet" || kind == "ReplicaSet" || kind == "ReplicationController";
          if (!serves || container.role != Container::Role::regular) return;
          const auto hook = container.value.known({"lifecycle", "preStop"});
          if (!hook || !hook->missing()) return;
          ctx.report(container.place(), "container '{}' has no preStop hook, so requests may still come when it ends",
                     container.name());
        },
};

}  // namespace plimsoll::kubernetes
