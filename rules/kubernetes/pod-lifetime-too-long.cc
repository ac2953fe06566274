#include "context.h"
#include "dockerfile/syntax.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> maximum{"maximum", "the longest lifetime, such as 8h or 1h30m", "8h",
                                                 duration_problem};

}  // namespace

extern constinit const Rule pod_lifetime_too_long = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:enforce-pod-duration", "kyverno:pod-lifetime"},
    .options = {&maximum},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value value = workload.pod_metadata["annotations"]["pod.kubernetes.io/lifetime"];
          const auto lifetime = dockerfile::duration(value.string()), longest = dockerfile::duration(ctx[maximum]);
          if (!lifetime || !longest || *lifetime <= *longest) return;
          ctx.report(value.span(), "the pod may live for {}, and {} is the most that is allowed", value.string(),
                     ctx[maximum]);
        },
};

}  // namespace plimsoll::kubernetes
