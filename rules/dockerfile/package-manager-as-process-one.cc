#include "context.h"
#include "dockerfile/build_tools.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {

extern constinit const Rule package_manager_as_process_one = {
    .severity = Severity::info,
    .group = Group::correctness,
    .profile = Profile::strict,
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.final || is_for_building(stage, ctx.source().path())) return;
          const shell::Command* start = start_of(stage);
          if (!start) return;
          static const Fact runners = facts::table("container-runtime")["runners"];
          const Fact runner = runners[start->base];
          if (!runner.exists()) return;
          const auto operands = start->operands();
          const std::string_view subcommand = operands.empty() ? std::string_view() : operands[0]->text;
          if (runner["also"].exists() && !runner["also"].has(subcommand)) return;
          const bool tools = runner["tools"].exists();
          if (tools && operands.empty()) return;  // an image of the tool itself
          ctx.report(start->name.span, "'{}' stands between the platform and the program{}", start->base,
                     tools ? ", and needs its tools in the image" : " and may keep its signals")
              .severity(tools ? Severity::warning : Severity::info);
        },
};

}  // namespace plimsoll::dockerfile
