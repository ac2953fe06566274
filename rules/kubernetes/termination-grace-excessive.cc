#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<int64_t> maximum{"maximum", "the longest grace period, in seconds", 50};

}  // namespace

extern constinit const Rule termination_grace_excessive = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::all,
    .aliases = {"kyverno:mutate-large-termination-gps"},
    .options = {&maximum},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value grace = workload["terminationGracePeriodSeconds"];
          const auto seconds = grace.integer();
          if (!seconds || *seconds <= ctx[maximum]) return;
          ctx.report(grace.span(), "the pod may take {} seconds to end, longer than {}", *seconds, ctx[maximum]);
        },
};

}  // namespace plimsoll::kubernetes
