#include <set>

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

// What stands before the variable in FROM stage-${TARGETARCH}, which takes another stage for each platform.
std::set<std::string> chosen_prefixes(const Model& model) {
  std::set<std::string> prefixes;
  for (const auto& stage : model.stages()) {
    if (!stage->from || !stage->from->image) continue;
    const std::string_view word = stage->from->image->text;
    const size_t dollar = word.find('$');
    if (dollar != word.npos && (mentions(word, "TARGET") || mentions(word, "BUILD"))) {
      prefixes.insert(lower(word.substr(0, dollar)));
    }
  }
  return prefixes;
}

bool is_chosen_by_platform(const Stage& stage, const std::set<std::string>& prefixes) {
  for (size_t size = stage.name.empty() ? 0 : stage.name.size() + 1; size-- > 0;) {
    if (prefixes.contains(stage.name.substr(0, size))) return true;
  }
  return false;
}

void check(const Stage& stage, const std::set<std::string>& prefixes, Context& ctx) {
  const Flag* flag = stage.from ? stage.from->flag("platform") : nullptr;
  if (!flag || !flag->value || flag->value->text.empty()) return;
  const std::string_view value = flag->value->text;
  if (ctx[strict]) {
    if (mentions(value, "BUILDPLATFORM") || mentions(value, "TARGETPLATFORM")) return;
  } else {
    if (mentions(value, "$")) return;
    const bool one_platform =
        stage.external() && (is_windows_image(stage.image) || !architecture_of(stage.image).empty());
    const auto platform = parse_platform(stage.platform.value);
    if (one_platform || is_named_after(stage, platform) || is_chosen_by_platform(stage, prefixes)) return;
  }
  auto report =
      ctx.report(flag->word.span, "'{}' builds this stage for one platform, whatever is asked for", flag->word.text);
  if (!stage.from->image || stage.from->flags.size() != 1 || mentions(value, "$")) return;
  report.suggest("build for the platform that is asked for",
                 remove({flag->word.span.begin, stage.from->image->span.begin}));
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
        [](const File& file, Context& ctx) {
          const std::set<std::string> prefixes = chosen_prefixes(*file.model);
          for (const auto& stage : file.model->stages()) check(*stage, prefixes, ctx);
        },
};

}  // namespace plimsoll::dockerfile
