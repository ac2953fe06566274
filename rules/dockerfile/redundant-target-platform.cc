#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() > 1 && text.front() == '"' && text.back() == '"';
  return quoted ? text.substr(1, text.size() - 2) : text;
}

}  // namespace

extern constinit const Rule redundant_target_platform = {
    .severity = Severity::info,
    .group = Group::style,
    .aliases = {"hadolint:DL3065", "buildkit:RedundantTargetPlatform"},
    .check =
        [](const From& from, Context& ctx) {
          const Flag* flag = from.flag("platform");
          if (!flag || !flag->value) return;
          const std::string_view value = unquoted(flag->value->text);
          if (value != "$TARGETPLATFORM" && value != "${TARGETPLATFORM}") return;
          const Binding binding = from.model->variable("TARGETPLATFORM", from);
          if (binding.pair && binding.pair->value) return;
          auto report = ctx.report(flag->word.span, "'{}' is what FROM does without it", flag->word.text);
          if (!from.image || from.flags.size() != 1) return;
          report.fix("remove the flag", remove({flag->word.span.begin, from.image->span.begin}));
        },
};

}  // namespace plimsoll::dockerfile
