#include "context.h"
#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

extern constinit const Rule onbuild_deprecated_pattern = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::all,
    .check =
        [](const Onbuild& onbuild, Context& ctx) {
          ctx.report(onbuild.name.span, "ONBUILD acts at a distance, and images in OCI format lose it");
        },
};

}  // namespace plimsoll::dockerfile
