#include "context.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {

extern constinit const Rule cron_job_restart_policy = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"kube-score:cronjob-restartpolicy"},
    .replaces = {"schema-violation"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value policy = workload["restartPolicy"];
          if (!is_one_of(*workload.object, {"Job", "CronJob"}) || policy.templated() ||
              (!policy.missing() && !policy.is_scalar()))
            return;
          if (policy.missing() || policy.is("")) {
            ctx.report(policy.span(), "the pods of a job need 'restartPolicy: OnFailure' or 'Never'");
          } else if (!policy.is("OnFailure") && !policy.is("Never")) {
            ctx.report(policy.span(), "restart policy '{}' is rejected for a job; use OnFailure or Never",
                       policy.string());
          }
        },
};

}  // namespace plimsoll::kubernetes
