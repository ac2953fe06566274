#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule host_ip_without_host_port = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Container& container, Context& ctx) {
          const Value network = (*container.workload)["hostNetwork"];
          if (network.is(true) || network.templated()) return;
          for (const Value& port : container["ports"].items()) {
            const Value address = port["hostIP"], number = port["hostPort"];
            if (!address.present() || address.templated() || address.is("") ||
                !(number.missing() || number.integer() == 0))
              continue;
            ctx.report(address.span(), "'hostIP' of container '{}' has no effect without a 'hostPort'",
                       container.name());
          }
        },
};

}  // namespace plimsoll::kubernetes
