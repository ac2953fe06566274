#include "context.h"
#include "dockerfile/platform.h"
#include "dockerfile/predefined.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<bool> strict{"strict", "flag every platform without BUILDPLATFORM or TARGETPLATFORM", false};

bool mentions(std::string_view text, std::string_view word) { return text.find(word) != text.npos; }

// The name of the stage says for which platform it is: build_amd64, windows-stage.
bool is_named_after(const Stage& stage, const std::optional<Platform>& platform) {
  if (!platform || stage.name.empty()) return false;
  const std::string os = platform->os.empty() ? "linux" : platform->os;
  return mentions(stage.name, os) || (!platform->architecture.empty() && mentions(stage.name, platform->architecture));
}

// FROM stage-${TARGETARCH}: another one is taken for each platform.
bool is_chosen_by_platform(const Stage& stage) {
  for (const auto& other : stage.from->model->stages()) {
    if (!other->from || !other->from->image || stage.name.empty()) continue;
    const std::string_view word = other->from->image->text;
    const size_t dollar = word.find('$');
    const bool by_platform = mentions(word, "TARGET") || mentions(word, "BUILD");
    if (dollar == word.npos || !by_platform) continue;
    if (stage.name.starts_with(lower(word.substr(0, dollar)))) return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule constant_platform_in_from = {
    .severity = Severity::warning,
    .group = Group::reproducibility,
    .aliases = {"hadolint:DL3029", "buildkit:FromPlatformFlagConstDisallowed",
                "kics:Using Platform Flag with FROM Command", "kics:b16e8501-ef3c-44e1-a543-a093238099c9",
                "semgrep:avoid-platform-with-from", "terrascan:AC_DOCKER_0001"},
    .options = {&strict},
    .check =
        [](const Stage& stage, Context& ctx) {
          const Flag* flag = stage.from ? stage.from->flag("platform") : nullptr;
          if (!flag || !flag->value || flag->value->text.empty()) return;
          const std::string_view value = flag->value->text;
          if (ctx[strict]) {
            if (mentions(value, "BUILDPLATFORM") || mentions(value, "TARGETPLATFORM")) return;
          } else {
            if (mentions(value, "$")) return;
            const bool one_platform = stage.external() && (stage.windows || !architecture_of(stage.image).empty());
            const auto platform = parse_platform(stage.platform.value);
            if (one_platform || is_named_after(stage, platform) || is_chosen_by_platform(stage)) return;
          }
          auto report = ctx.report(flag->word.span, "'{}' builds this stage for one platform, whatever is asked for",
                                   flag->word.text);
          if (!stage.from->image || stage.from->flags.size() != 1 || mentions(value, "$")) return;
          report.suggest("build for the platform that is asked for",
                         remove({flag->word.span.begin, stage.from->image->span.begin}));
        },
};

}  // namespace plimsoll::dockerfile
