#include "context.h"
#include "dockerfile/syntax.h"

namespace plimsoll::dockerfile {

extern constinit const Rule invalid_chmod_flag = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"hadolint:DL1000", "buildkit-error:invalid chmod parameter"},
    .check =
        [](const Instruction& instruction, Context& ctx) {
          if (instruction.keyword != Keyword::copy && instruction.keyword != Keyword::add) return;
          const Flag* chmod = instruction.flag("chmod");
          if (!chmod || !chmod->value) return;
          const std::string mode = value_of(*chmod);
          if (mode.empty() || mode.find('$') != mode.npos || is_file_mode(mode)) return;
          ctx.report(chmod->value->span, "'{}' is no file mode such as 755 or u=rwX,go=rX", mode);
        },
};

}  // namespace plimsoll::dockerfile
