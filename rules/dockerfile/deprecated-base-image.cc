#include <string>

#include "context.h"
#include "dockerfile/model.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> extra{"extra", "more images that are out of use, as PATTERN=REPLACEMENT", {}};

std::optional<DeprecatedImage> deprecated(const ImageRef& image, Names more) {
  for (std::string_view entry : more) {
    const size_t equals = std::min(entry.find('='), entry.size());
    if (!is_named(image, entry.substr(0, equals))) continue;
    return DeprecatedImage{"is out of use", entry.substr(std::min(equals + 1, entry.size()))};
  }
  return deprecated_image(image);
}

}  // namespace

extern constinit const Rule deprecated_base_image = {
    .severity = Severity::warning,
    .group = Group::security,
    .replaces = {"large-base-image"},
    .options = {&extra},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.from || !stage.from->image || !stage.external()) return;
          const auto found = deprecated(stage.image, ctx[extra]);
          if (!found) return;
          auto report = ctx.report(stage.from->image->span, "'{}' {}{}{}", stage.image_text.value, found->reason,
                                   found->replacement.empty() ? "" : "; use ", found->replacement);
          // The one whose tags are all found under the new name.
          if (stage.image.registry != "k8s.gcr.io") return;
          const Span registry = stage.place_of(stage.image.registry);
          if (ctx.source().text(registry) != stage.image.registry) return;
          report.fix("use registry.k8s.io", replace(registry, "registry.k8s.io"));
        },
};

}  // namespace plimsoll::dockerfile
