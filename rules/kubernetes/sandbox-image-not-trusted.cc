#include <algorithm>

#include "context.h"
#include "image.h"
#include "kubernetes/sandbox.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> allowed{"allowed", "images, or beginnings of images, that sandboxes may run", {}};
constinit const Option<Names> floating_tags{"floating-tags", "tags that move", {"latest"}};

// "ghcr.io/acme" does not stand for ghcr.io/acme-evil.
bool begins_with(std::string_view image, std::string_view prefix) {
  if (!image.starts_with(prefix) || prefix.empty()) return false;
  constexpr std::string_view joints = "/:@";
  return image.size() == prefix.size() || joints.find(prefix.back()) != joints.npos ||
         joints.find(image[prefix.size()]) != joints.npos;
}

}  // namespace

extern constinit const Rule sandbox_image_not_trusted = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0304"},
    .options = {&allowed, &floating_tags},
    .check =
        [](const Container& container, Context& ctx) {
          const Value image = container["image"];
          if (!is_sandbox(*container.workload->object) || !image.is_scalar() || image.templated()) return;
          const Names list = ctx[allowed], floating = ctx[floating_tags];
          const bool trusted = std::any_of(list.begin(), list.end(),
                                           [&](std::string_view each) { return begins_with(image.string(), each); });
          const ImageRef reference = split_image(image.string());
          if (!list.empty() && !trusted) {
            ctx.report(image.span(), "image '{}' is not on the list of images for sandboxes", image.string());
          } else if (!reference.digest && (!reference.tag || std::find(floating.begin(), floating.end(),
                                                                       *reference.tag) != floating.end())) {
            ctx.report(image.span(), "image '{}' of a sandbox moves; name a version or a digest", image.string());
          }
        },
};

}  // namespace plimsoll::kubernetes
