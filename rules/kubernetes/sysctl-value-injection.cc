#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule sysctl_value_injection = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"kyverno:prevent-cr8escape"},
    .check =
        [](const Workload& workload, Context& ctx) {
          for (const Value& sysctl : workload.pod_setting("sysctls").items()) {
            const Value value = sysctl["value"];
            const size_t at = value.string().find_first_of("+=");
            if (at == std::string_view::npos || value.templated()) continue;
            ctx.report(value.span(),
                       "the '{}' in the value of '{}' sets other kernel parameters of nodes with an old CRI-O",
                       value.string()[at], sysctl["name"].string());
          }
        },
};

}  // namespace plimsoll::kubernetes
