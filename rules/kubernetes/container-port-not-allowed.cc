#include "context.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/ranges.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> allowed{"allowed", "ports and ranges such as 8000-8999; empty: all", {}, range_problem};

}  // namespace

extern constinit const Rule container_port_not_allowed = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"azure-policy:[Deprecated]: Kubernetes cluster containers should only listen on allowed ports",
                "azure-policy:440b515e-a580-421e-abeb-b159a61ddcbc"},
    .options = {&allowed},
    .check =
        [](const Container& container, Context& ctx) {
          const Names ranges = ctx[allowed];
          if (ranges.empty()) return;
          for (const Value& entry : container["ports"].items()) {
            const Value port = entry["containerPort"];
            const auto number = port.integer();
            if (!number || is_in_ranges(*number, ranges)) continue;
            ctx.report(port.span(), "container '{}' listens on port {}, which is not approved", container.name(),
                       *number);
          }
        },
};

}  // namespace plimsoll::kubernetes
