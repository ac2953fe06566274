#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
extern constinit const Rule container_port_unnamed = {
    .severity = Severity::info,
    .group = Group::metadata,
    .profile = Profile::all,
    .aliases = {"kyverno:require-container-port-names"},
    .check =
        [](const Container& container, Context& ctx) {
          if (container.role != Container::Role::regular) return;
          for (const Value& entry : container["ports"].items()) {
            const auto name = entry.known({"name"});
            const Value port = entry["containerPort"];
            if (!entry.is_map() || port.missing() || !name || !(name->missing() || name->is(""))) continue;
            ctx.report(port.span(), "port {} of container '{}' has no name", port.string(), container.name());
          }
        },
};

}  // namespace plimsoll::kubernetes
