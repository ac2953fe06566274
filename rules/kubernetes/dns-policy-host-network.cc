#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule dns_policy_host_network = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .profile = Profile::strict,
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value network = workload["hostNetwork"], policy = workload["dnsPolicy"];
          if (!network.is(true) || workload.windows || workload.steps) return;
          if (!policy.missing() && !policy.is("") && !policy.is("ClusterFirst")) return;
          Report report = ctx.report(policy.missing() ? network.key_span() : policy.span(),
                                     "on the network of the node the pod cannot resolve names of the cluster");
          if (auto edit = set(workload.pod_spec, {"dnsPolicy"}, "ClusterFirstWithHostNet", ctx.source()))
            report.suggest("set 'dnsPolicy: ClusterFirstWithHostNet'", *edit);
        },
};

}  // namespace plimsoll::kubernetes
