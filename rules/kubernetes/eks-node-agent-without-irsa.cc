#include "context.h"
#include "kubernetes/run_facts.h"
#include "kubernetes/service_account.h"

namespace plimsoll::kubernetes {
extern constinit const Rule eks_node_agent_without_irsa = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kyverno:aws:require-aws-node-irsa"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Object& object = *workload.object;
          const Value account = service_account_of(workload);
          const bool in_place = object.namespace_.empty() || object.namespace_ == "kube-system";
          if (object.kind_name != "DaemonSet" || object.name != "aws-node" || !in_place || !account.is("aws-node"))
            return;
          ctx.report(account.span(),
                     "the network agent 'aws-node' has the rights of the node instead of a role of its own")
              .unless(aws_role_fact(account.string()));
        },
};

}  // namespace plimsoll::kubernetes
