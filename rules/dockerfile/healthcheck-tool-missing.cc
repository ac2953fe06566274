#include "context.h"
#include "dockerfile/base_programs.h"

namespace plimsoll::dockerfile {

extern constinit const Rule healthcheck_tool_missing = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Stage& stage, Context& ctx) {
          const Instruction* last = stage.final ? stage.last(Keyword::healthcheck) : nullptr;
          if (!last || last->scripts.empty() || last->scripts[0]->commands.empty()) return;
          const shell::Command& first = last->scripts[0]->commands.front();
          static const Fact tools = facts::table("missing-programs")["tools"];
          if (!lacks_program(stage, tools[first.base])) return;
          ctx.report(first.name.span, "nothing brings '{}' into the image, so each check fails", first.base);
        },
};

}  // namespace plimsoll::dockerfile
