#include "context.h"
#include "dockerfile/build_tools.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

// What the image starts is a program that was built for it, not a script or the toolchain itself.
bool starts_artifact(const shell::Command& start, std::string_view language) {
  const std::string& name = start.name.text;
  if (start.base == "java") return start.has_flag({"-jar", "-cp", "-classpath"});
  if (start.base == "dotnet") return !start.operands().empty() && start.operands()[0]->text.ends_with(".dll");
  if (language == "PHP" || name.find('/') == name.npos || name.find('$') != name.npos) return false;
  return start.base.find('.') == start.base.npos && !is_build_name(start.base);
}

}  // namespace

extern constinit const Rule sdk_base_in_final_stage = {
    .severity = Severity::warning,
    .group = Group::image_size,
    .replaces = {"single-stage-build"},
    .check =
        [](const Stage& stage, Context& ctx) {
          const Stage& root = *stage.root;
          if (!stage.final || !stage.from || !root.from || !root.from->image || !root.external()) return;
          const shell::Command* start = start_of(stage);
          const bool node = root.image.official_name() == "node";
          const std::string_view language = node ? "JavaScript" : toolchain(root.image);
          if (language.empty() || is_for_building(stage, ctx.source().path())) return;
          if (start && (build_of(*start) || facts::table("build-tools")["commands"].has(start->base)) &&
              start->base != "dotnet")
            return;
          bool builds = false;
          for (const Stage* each : chain_of(stage)) {
            for_each_command(*each, [&](const shell::Command& command) {
              const auto build = build_of(command);
              builds |=
                  build && (node ? build->yields_static && start && serves_files(*start) : serves(language, *build));
            });
          }
          if (!builds && (node || !start || !starts_artifact(*start, language))) return;
          const Span all =
              join(root.from->span, (stage.instructions.empty() ? stage.from : stage.instructions.back())->whole);
          auto report = ctx.report(stage.from->image->span,
                                   "the image ships the {} tools of '{}', which its program does not need to run",
                                   language, root.image_text.value);
          report.covers(all);
          if (&root != &stage) report.note(root.from->image->span, "the base is named here");
        },
};

}  // namespace plimsoll::dockerfile
