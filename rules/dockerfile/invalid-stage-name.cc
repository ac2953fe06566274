#include "context.h"
#include "dockerfile/predefined.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {

extern constinit const Rule invalid_stage_name = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:invalid name for build stage", "dockerfile-ls:INVALID_BUILD_STAGE_NAME"},
    .check =
        [](const From& from, Context& ctx) {
          if (!from.stage_name || is_stage_name(lower(from.stage_name->text))) return;
          ctx.report(from.stage_name->span,
                     "'{}' is no stage name, which is a letter, then letters, digits, '-', '_' or '.'",
                     from.stage_name->text);
        },
};

}  // namespace plimsoll::dockerfile
