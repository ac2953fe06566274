#include <map>

#include "context.h"
#include "dockerfile/build_tools.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> packages{"packages", "patterns of more packages that are build tools", {}};
constinit const Option<Names> allow{"allow", "patterns of packages that may stay", {}};

std::string listed(const std::vector<Tool>& tools) {
  std::string names;
  for (size_t i = 0; i < tools.size() && i < 3; ++i) names += (i ? "', '" : "'") + tools[i].name;
  return names + "'" + (tools.size() > 3 ? fmt::format(" and {} more", tools.size() - 3) : "");
}

// Where packages are removed in a layer of their own, by name.
std::map<std::string, Span> late_removals(const Stage& stage) {
  std::map<std::string, Span> removals;
  for_each_command(stage, [&](const shell::Command& command) {
    for (const shell::Package& package : shell::removes_of(command)) removals.try_emplace(package.name, package.span);
  });
  return removals;
}

}  // namespace

extern constinit const Rule build_tools_in_final_stage = {
    .severity = Severity::warning,
    .group = Group::image_size,
    .aliases = {"cis-docker:4.3"},
    .replaces = {"single-stage-build"},
    .options = {&packages, &allow},
    .check =
        [](const Stage& final, Context& ctx) {
          if (!final.final) return;
          const shell::Command* start = start_of(final);
          const std::map<std::string, Span> removals = late_removals(final);
          for (const Stage* stage : chain_of(final)) {
            const bool for_building =
                is_build_name(stage->root->image_text.value) || is_for_building(final, ctx.source().path());
            for (const Instruction* instruction : stage->instructions) {
              if (instruction->keyword == Keyword::onbuild)
                instruction = static_cast<const Onbuild*>(instruction)->trigger.get();
              if (!instruction || instruction->keyword != Keyword::run) continue;
              for (const Tools& tools : tools_of(*instruction, ctx[packages], ctx[allow]).left) {
                const bool wanted = for_building || (start && starts_with_tool(*start, tools));
                auto report = ctx.report(tools.tools[0].span, "build tools stay in the image: {}", listed(tools.tools));
                report.severity(wanted ? Severity::info : Severity::warning)
                    .covers(join(stage->instructions.front()->span, stage->instructions.back()->whole));
                for (const Tool& tool : tools.tools) {
                  const auto late = removals.find(tools.group.empty() ? tool.name : tools.group);
                  if (late == removals.end()) continue;
                  report.note(late->second, "removed too late: the layer above keeps it");
                  break;
                }
              }
            }
          }
        },
};

}  // namespace plimsoll::dockerfile
