#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule scrape_port_mismatch = {
    .severity = Severity::info,
    .group = Group::references,
    .profile = Profile::strict,
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value wanted = workload.pod_metadata["annotations"]["prometheus.io/port"];
          const auto number = wanted.integer();
          if (!number || wanted.templated()) return;
          Value declared;
          for (const Container& container : workload.containers) {
            for (const Value& port : container["ports"].items()) {
              declared = port["containerPort"];
              if (declared.templated() || declared.integer() == number) return;
            }
          }
          if (declared.exists())
            ctx.report(wanted.span(), "no container has port {}, where Prometheus is told to look", *number)
                .note(declared.span(), "a port that is there");
        },
};

}  // namespace plimsoll::kubernetes
