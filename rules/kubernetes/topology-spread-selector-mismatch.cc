#include "context.h"
#include "kubernetes/selector.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule topology_spread_selector_mismatch = {
    .severity = Severity::warning,
    .group = Group::references,
    .check =
        [](const Workload& workload, Context& ctx) {
          const auto labels = labels_of(workload.pod_metadata["labels"]);
          if (!labels || workload.steps) return;
          for (const Value& constraint : workload["topologySpreadConstraints"].items()) {
            const Value selector = constraint["labelSelector"];
            const auto known = selector_of(selector);
            if (!known || known->matches(*labels)) continue;
            ctx.report(selector.span(),
                       "the selector does not fit the pods themselves, so the constraint does not spread them")
                .note(workload.pod_metadata["labels"].key_span(), "the labels of the pods");
          }
        },
};

}  // namespace plimsoll::kubernetes
