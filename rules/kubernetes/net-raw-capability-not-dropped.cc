#include <algorithm>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule net_raw_capability_not_dropped = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kube-linter:drop-net-raw-capability", "checkov:CKV_K8S_28",
                "kics:NET_RAW Capabilities Not Being Dropped", "kics:dbbc6705-d541-43b0-b166-dd4be8208b54",
                "kubescape:C-0211", "kyverno:drop-cap-net-raw", "kyverno:require-drop-cap-net-raw",
                "cis-kubernetes:5.2.8", "terrascan:AC_K8S_0048"},
    .check =
        [](const Container& container, Context& ctx) {
          const auto dropped = dropped_capabilities(container);
          if (!dropped || std::any_of(dropped->begin(), dropped->end(), [](const Capability& each) {
                return each.name == "ALL" || each.name == "NET_RAW";
              }))
            return;
          const Value drop = container["securityContext"]["capabilities"]["drop"];
          Report report = ctx.report(container.place_of(drop),
                                     "container '{}' keeps NET_RAW, so it can forge packets on the network of its pod",
                                     container.name());
          if (!drop.missing()) return;
          if (auto edit = set(container.value, {"securityContext", "capabilities", "drop"}, "[ALL]", ctx.source()))
            report.suggest("set 'drop: [ALL]'", *edit);
        },
};

}  // namespace plimsoll::kubernetes
