#include <algorithm>

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
          std::vector<Capability> added = capabilities_of(container, "add");
          std::erase_if(added, [](const Capability& one) { return one.name != "SYS_ADMIN"; });
          if (added.empty()) return;
          const auto literal = std::find_if(added.begin(), added.end(),
                                            [](const Capability& one) { return one.written() == "CAP_SYS_ADMIN"; });
          if (literal != added.end()) {
            ctx.report(flag.span(), "container '{}' adds CAP_SYS_ADMIN, so this is rejected", container.name())
                .note(literal->value.span(), "added here");
          } else {
            ctx.report(flag.span(), "with SYS_ADMIN container '{}' needs no escalation any more", container.name())
                .severity(Severity::warning)
                .note(added[0].value.span(), "added here");
          }
        },
};

}  // namespace plimsoll::kubernetes
