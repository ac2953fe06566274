#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {

extern constinit const Rule healthcheck_disabled = {
    .severity = Severity::info,
    .group = Group::policy,
    .profile = Profile::all,
    .check =
        [](const Stage& stage, Context& ctx) {
          const Instruction* last = stage.final ? stage.last(Keyword::healthcheck) : nullptr;
          if (!last || !static_cast<const Healthcheck*>(last)->none) return;
          ctx.report(static_cast<const Healthcheck*>(last)->type->span,
                     "HEALTHCHECK NONE switches off the base image's check");
        },
};

}  // namespace plimsoll::dockerfile
