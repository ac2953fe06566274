#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
extern constinit const Rule copy_chown_flag = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::all,
    .aliases = {"kics:Chown Flag Exists", "kics:aa93e17f-b6db-4162-9334-c70334e7ac28", "terrascan:AC_DOCKER_00024"},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          if (const Flag* flag = instruction.flag("chown"))
            ctx.report(flag->word.span, "'--chown' sets the owner of the files");
        },
};

}  // namespace plimsoll::dockerfile
