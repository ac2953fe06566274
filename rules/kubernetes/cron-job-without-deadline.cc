#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule cron_job_without_deadline = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::strict,
    .aliases = {"kube-score:cronjob-has-deadline", "kics:CronJob Deadline Not Configured",
                "kics:192fe40b-b1c3-448a-aba2-6cc19a300fe3"},
    .check =
        [](const Object& object, Context& ctx) {
          const auto deadline = object.root.known({"spec", "startingDeadlineSeconds"});
          if (object.kind_name != "CronJob" || !is_built_in_group(object.group) || !deadline) return;
          if (deadline->missing()) {
            ctx.report(object["spec"].exists() ? deadline->span() : object.place(),
                       "nothing says how late the job may still start");
          } else if (const auto seconds = deadline->integer(); seconds && *seconds < 10) {
            ctx.report(deadline->span(), "starts may be missed: the controller looks only every 10 seconds")
                .severity(Severity::warning);
          }
        },
};

}  // namespace plimsoll::kubernetes
