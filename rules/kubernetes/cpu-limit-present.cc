#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule cpu_limit_present = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:forbid-cpu-limits", "semgrep:no-fractional-cpu-limits"},
    .check =
        [](const Container& container, Context& ctx) {
          const Value limit = container["resources"]["limits"]["cpu"];
          if (!limit.present() || limit.templated() || container.role == Container::Role::ephemeral) return;
          Report report =
              ctx.report(limit.key_span(), "container '{}' has a CPU limit, so it is slowed down while cores are idle",
                         container.name());
          if (auto edit = erase(container.value, {"resources", "limits", "cpu"}, ctx.source()))
            report.suggest("remove the CPU limit", *edit);
        },
};

}  // namespace plimsoll::kubernetes
