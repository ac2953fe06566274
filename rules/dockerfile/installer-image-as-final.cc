#include "context.h"
#include "dockerfile/build_tools.h"
#include "facts/facts.h"
#include "glob.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {

extern constinit const Rule installer_image_as_final = {
    .severity = Severity::info,
    .group = Group::security,
    .check =
        [](const Stage& stage, Context& ctx) {
          const Stage& root = *stage.root;
          if (!stage.final || !root.from || !root.external() || !root.image_known) return;
          const Fact tools = facts::table("docker-hub")["tools"];
          if (!fits_any(tools["images"], name_in_tables(root.image))) return;
          if (is_for_building(stage, ctx.source().path())) return;
          const shell::Command* start = start_of(stage);
          if (!start || start->base.empty() || tools["programs"].has(start->base)) return;
          ctx.report(root.from->image->span, "'{}' is the image of a tool, but what it ships and starts is '{}'",
                     root.image_text.value, start->name.text)
              .note(start->name.span, "it starts here");
        },
};

}  // namespace plimsoll::dockerfile
