#include "context.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<int64_t> maximum{"maximum", "how many containers a pod may have", 4};

}  // namespace

extern constinit const Rule too_many_containers = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:limit-containers-per-pod"},
    .options = {&maximum},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value list = workload.pod_spec["containers"];
          const auto count = static_cast<int64_t>(list.items().size());
          if (workload.steps || count <= ctx[maximum]) return;
          ctx.report(list.key_span(), "the pod has {} containers, {} more than a pod may have", count,
                     count - ctx[maximum]);
        },
};

}  // namespace plimsoll::kubernetes
