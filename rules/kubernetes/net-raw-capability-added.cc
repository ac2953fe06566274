#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule net_raw_capability_added = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"kube-linter:drop-net-raw-capability", "trivy:KSV-0119", "trivy:KSV119", "trivy:AVD-KSV-0119",
                "kubescape:C-0046", "cis-kubernetes:5.2.8"},
    .replaces = {"capability-outside-baseline", "capability-outside-restricted"},
    .check =
        [](const Container& container, Context& ctx) {
          std::vector<Capability> unwanted;
          for (const Capability& added : capabilities_of(container, "add")) {
            if (added.name != "NET_RAW" && added.name != "ALL") continue;
            unwanted.push_back(added);
          }
          for (const Capability& added : unwanted) {
            Report report = ctx.report(
                added.value.span(), "capability '{}' lets container '{}' forge packets in the name of its neighbours",
                added.written(), container.name());
            if (&added == &unwanted.front()) suggest_without(unwanted, container, ctx.source(), report);
          }
        },
};

}  // namespace plimsoll::kubernetes
