#include "context.h"
#include "dockerfile/packages.h"
#include "dockerfile/users.h"

namespace plimsoll::dockerfile {
extern constinit const Rule user_id_not_fixed = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .profile = Profile::all,
    .programs = {"useradd", "adduser", "groupadd", "addgroup"},
    .check =
        [](const shell::Command& command, Context& ctx) {
          const auto user = new_user(command);
          if (!user || !user->id.empty() || !run_of(*user->command) || !shipped(*command.script->instruction)) return;
          ctx.report(command.name.span, "the {} gets whatever id is free, which may differ after the next build",
                     user->group ? "group" : "user");
        },
};

}  // namespace plimsoll::dockerfile
