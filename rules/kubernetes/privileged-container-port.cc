#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule privileged_container_port = {
    .severity = Severity::info,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"kube-linter:privileged-ports", "trivy:KSV-0117", "trivy:KSV117", "trivy:AVD-KSV-0117"},
    .check =
        [](const Container& container, Context& ctx) {
          if (container.role != Container::Role::regular) return;
          for (const Value& port : container["ports"].items()) {
            const auto number = port["containerPort"].integer();
            if (!number || *number <= 0 || *number >= 1024) continue;
            ctx.report(port["containerPort"].span(), "container '{}' listens on port {}, which may need rights of root",
                       container.name(), *number);
          }
        },
};

}  // namespace plimsoll::kubernetes
