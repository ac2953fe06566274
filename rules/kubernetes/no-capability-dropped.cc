#include <algorithm>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule no_capability_dropped = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kubesec:CapDropAny", "trivy:KSV-0004", "trivy:KSV004", "trivy:AVD-KSV-0004",
                "kics:No Drop Capabilities for Containers", "kics:268ca686-7fb7-4ae9-b129-955a2a89064e"},
    .check =
        [](const Container& container, Context& ctx) {
          const auto drop = container.value.known({"securityContext", "capabilities", "drop"});
          if (!drop || container.workload->windows || container.workload->steps) return;
          if (!drop->missing() && !drop->is_list()) return;
          const auto items = drop->items();
          const bool named = std::any_of(items.begin(), items.end(), [](const Value& item) {
            return !item.missing() && !(item.is_scalar() && item.string().empty());
          });
          if (named) return;
          Report report = ctx.report(container.place_of(*drop), "container '{}' drops no capability", container.name());
          if (!drop->missing()) return;
          if (auto edit = set(container.value, {"securityContext", "capabilities", "drop"}, "[ALL]", ctx.source()))
            report.suggest("set 'drop: [ALL]'", *edit);
        },
};

}  // namespace plimsoll::kubernetes
