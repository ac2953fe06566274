#include "context.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {

extern constinit const Rule reserved_stage_name = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"hadolint:DL3063", "buildkit:ReservedStageName"},
    .check =
        [](const From& from, Context& ctx) {
          if (!from.stage_name) return;
          const std::string name = lower(from.stage_name->text);
          if (name != "scratch" && name != "context") return;
          ctx.report(from.stage_name->span, "a stage called '{}' hides {}", from.stage_name->text,
                     name == "scratch" ? "the empty image 'scratch'" : "the build context");
        },
};

}  // namespace plimsoll::dockerfile
