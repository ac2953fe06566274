#include "context.h"
#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

extern constinit const Rule empty_dockerfile = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"buildkit-error:file with no instructions", "dockerfile-ls:NO_SOURCE_IMAGE", "dockerlinter:EF0001"},
    .check =
        [](const File& file, Context& ctx) {
          if (!file.instructions.empty()) return;
          ctx.report(ctx.source().line(1), "no instruction in the file, so there is nothing to build");
        },
};

}  // namespace plimsoll::dockerfile
