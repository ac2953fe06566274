#include <algorithm>
#include <string>

#include "context.h"
#include "dockerfile/build_tools.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> allow{"allow", "patterns of images that may be big", {}};
constinit const Option<std::string_view> prefer{"prefer", "the variant to name: slim, alpine or distroless", "slim"};

bool builds_in_place(const Stage& stage) {
  for (const Stage* each : chain_of(stage)) {
    for (const Instruction* instruction : each->instructions) {
      if (instruction->keyword == Keyword::run && !tools_of(*instruction, {}, {}).left.empty()) return true;
    }
  }
  return false;
}

// What to start from instead; empty if nothing better is known.
std::string leaner(const ImageRef& image, std::string_view preferred) {
  if (const std::string_view other = leaner_image(image); !other.empty()) return std::string(other);
  // Images with a compiler are another matter, but Rust's are what programs need that build on it.
  if (const std::string_view language = toolchain(image); !language.empty() && language != "Rust") return {};
  const auto slim = slimmer_tag(image);
  if (!slim) return {};
  if (preferred == "distroless" && !distroless_image(image).empty()) return std::string(distroless_image(image));
  const auto tag = preferred == "alpine" ? slimmer_tag(image, Slimming::alpine) : slim;
  return std::string(image.registry) + (image.registry.empty() ? "" : "/") + std::string(image.repository) + ":" +
         tag.value_or(*slim);
}

}  // namespace

extern constinit const Rule large_base_image = {
    .severity = Severity::info,
    .group = Group::image_size,
    .options = {&allow, &prefer},
    .check =
        [](const Stage& stage, Context& ctx) {
          const Stage& root = *stage.root;
          if (!stage.final || !root.from || !root.from->image || !root.external() || !root.image_known) return;
          const Names spared = ctx[allow];
          if (std::any_of(spared.begin(), spared.end(),
                          [&](std::string_view name) { return is_named(root.image, name); }))
            return;
          const std::string better = leaner(root.image, ctx[prefer]);
          if (better.empty() || builds_in_place(stage)) return;
          const Span place = root.image.tag ? root.place_of(*root.image.tag) : root.from->image->span;
          ctx.report(place, "'{}' is a full-size image; '{}' has what programs need to run", root.image_text.value,
                     better);
        },
};

}  // namespace plimsoll::dockerfile
