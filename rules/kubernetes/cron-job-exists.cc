#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
extern constinit const Rule cron_job_exists = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0026"},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.kind_name != "CronJob" || !is_built_in_group(object.group)) return;
          const Value prefix = object.metadata["generateName"];
          ctx.report(object.place(), "CronJob '{}' runs something again and again",
                     object.name.empty() ? prefix.string() : object.name);
        },
};

}  // namespace plimsoll::kubernetes
