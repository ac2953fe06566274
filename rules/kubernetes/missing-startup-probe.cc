#include "context.h"
#include "kubernetes/probes.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> every_container{"every-container",
                                             "also those that do not wait long, or have no liveness probe", false};

}  // namespace

extern constinit const Rule missing_startup_probe = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::all,
    .aliases = {"azure-policy:Ensure cluster containers have readiness or liveness probes configured",
                "azure-policy:b1a9997f-2883-4f12-bdff-2280f99b5915", "gatekeeper:general/requiredprobes",
                "kyverno:require-pod-probes", "kyverno:require-probes"},
    .options = {&every_container},
    .check =
        [](const Container& container, Context& ctx) {
          const Value liveness = container["livenessProbe"];
          if (container.role != Container::Role::regular || !serves(*container.workload) ||
              !is_empty(container["startupProbe"]))
            return;
          if (is_empty(liveness)) {
            if (!ctx[every_container]) return;
            ctx.report(container.place(), "container '{}' has no startup probe", container.name());
          } else if (liveness["initialDelaySeconds"].integer().value_or(0) > 30 || ctx[every_container]) {
            ctx.report(liveness.key_span(),
                       "container '{}' has a liveness probe that must guess how long the start takes; a startup probe "
                       "would know",
                       container.name());
          }
        },
};

}  // namespace plimsoll::kubernetes
