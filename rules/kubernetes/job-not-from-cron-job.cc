#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
extern constinit const Rule job_not_from_cron_job = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kyverno:restrict-jobs"},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("batch", "Job")) return;
          for (const Value& owner : object.metadata["ownerReferences"].items()) {
            if (owner["kind"].is("CronJob")) return;
          }
          ctx.report(object.root["kind"].span(), "no CronJob has made this Job");
        },
};

}  // namespace plimsoll::kubernetes
