#include "context.h"
#include "dockerfile/build_tools.h"
#include "facts/facts.h"
#include "glob.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

bool is_debug_tag(const ImageRef& image) {
  const std::string_view tag = image.tag.value_or(std::string_view());
  if (tag == "debug" || tag.starts_with("debug-") || tag.ends_with("-debug") || tag.ends_with("-debug-nonroot"))
    return true;
  const std::string_view registry = image.effective_registry();
  return (registry == "cgr.dev" || registry == "dhi.io") && (tag == "dev" || tag.ends_with("-dev"));
}

}  // namespace

extern constinit const Rule debug_base_image_tag = {
    .severity = Severity::warning,
    .group = Group::security,
    .replaces = {"sdk-base-in-final-stage"},
    .check =
        [](const Stage& stage, Context& ctx) {
          const Stage& root = *stage.root;
          if (!stage.final || !root.from || !root.external() || !root.image_known) return;
          if (is_for_building(stage, ctx.source().path())) return;
          if (is_debug_tag(root.image)) {
            ctx.report(root.place_of(*root.image.tag), "'{}' has a shell and tools for debugging, which ship with it",
                       root.image_text.value);
          } else if (fits_any(facts::table("docker-hub")["development"], name_in_tables(root.image))) {
            ctx.report(root.from->image->span, "'{}' is made to develop in, not to ship", root.image_text.value);
          }
        },
};

}  // namespace plimsoll::dockerfile
