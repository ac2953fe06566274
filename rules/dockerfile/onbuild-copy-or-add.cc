#include "context.h"
#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

extern constinit const Rule onbuild_copy_or_add = {
    .severity = Severity::info,
    .group = Group::style,
    .profile = Profile::all,
    .aliases = {"dockerlint:onbuild_copyadd"},
    .check =
        [](const Onbuild& onbuild, Context& ctx) {
          if (!onbuild.trigger) return;
          const Keyword keyword = onbuild.trigger->keyword;
          if (keyword != Keyword::copy && keyword != Keyword::add) return;
          ctx.report(onbuild.trigger->name.span,
                     "ONBUILD {} makes builds on this image fail that do not have the files in their context",
                     name_of(keyword));
        },
};

}  // namespace plimsoll::dockerfile
