#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule sys_module_capability_added = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"trivy:KSV-0120", "trivy:KSV120", "trivy:AVD-KSV-0120", "kubescape:C-0046"},
    .replaces = {"dangerous-capability", "capability-outside-baseline", "capability-outside-restricted",
                 "added-capability"},
    .check =
        [](const Container& container, Context& ctx) {
          for (const Capability& added : capabilities_of(container, "add")) {
            if (added.name != "SYS_MODULE") continue;
            Report report = ctx.report(added.value.span(),
                                       "capability '{}' lets container '{}' load code into the kernel of the node",
                                       added.written(), container.name());
            if (auto edit =
                    erase_item(container.value, {"securityContext", "capabilities", "add"}, added.value, ctx.source()))
              report.suggest("remove it", *edit);
          }
        },
};

}  // namespace plimsoll::kubernetes
