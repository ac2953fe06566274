#include "context.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {

extern constinit const Rule privilege_escalation_contradiction = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Container& container, Context& ctx) {
          const Value flag = container["securityContext"]["allowPrivilegeEscalation"];
          const Value privileged = container["securityContext"]["privileged"];
          if (!flag.is(false)) return;
          if (privileged.is(true)) {
            ctx.report(flag.span(), "container '{}' is privileged, so this is rejected", container.name())
                .note(privileged.span(), "privileged");
            return;
          }
          for (const Capability& added : capabilities_of(container, "add")) {
            if (added.name != "SYS_ADMIN") continue;
            const bool rejected = added.written() == "CAP_SYS_ADMIN";
            Report report = rejected
                                ? ctx.report(flag.span(), "container '{}' adds CAP_SYS_ADMIN, so this is rejected",
                                             container.name())
                                : ctx.report(flag.span(), "with SYS_ADMIN container '{}' needs no escalation any more",
                                             container.name());
            report.severity(rejected ? Severity::error : Severity::warning).note(added.value.span(), "added here");
            return;
          }
        },
};

}  // namespace plimsoll::kubernetes
