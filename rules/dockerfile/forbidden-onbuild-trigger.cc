#include "context.h"
#include "dockerfile/ast.h"

namespace plimsoll::dockerfile {

extern constinit const Rule forbidden_onbuild_trigger = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"datadog-iac:from_or_maintainer_cannot_be_triggered_within_onbuild",
                "datadog-iac:408460f2-2a0f-21ab-ab37-4fb86ac3b5ce", "hadolint:DL3043", "dockerlinter:EI0004",
                "dockerlint:onbuild_disallowed", "dockerfile-ls:ONBUILD_CHAINING_DISALLOWED",
                "dockerfile-ls:ONBUILD_TRIGGER_DISALLOWED", "buildkit-error:isn't allowed as an ONBUILD trigger"},
    .check =
        [](const Onbuild& onbuild, Context& ctx) {
          if (!onbuild.trigger) return;
          const Keyword keyword = onbuild.trigger->keyword;
          if (keyword != Keyword::onbuild && keyword != Keyword::from && keyword != Keyword::maintainer) return;
          ctx.report(onbuild.trigger->name.span, "{} cannot stand behind ONBUILD", name_of(keyword));
        },
};

}  // namespace plimsoll::dockerfile
