#include "context.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

std::string_view without_slash(std::string_view path) {
  while (path.size() > 1 && path.ends_with('/')) path.remove_suffix(1);
  return path;
}

struct Place {
  std::string_view path;
  Value value;
};

// Few containers have more, and every mount is compared with those before it.
constexpr size_t kMostMounts = 200;

void check_mount(const Value& path, std::vector<Place>& places, const Container& container, Context& ctx) {
  const std::string_view clean = without_slash(path.string());
  if (clean.empty() || path.templated() || places.size() == kMostMounts) return;
  if (clean == "/")
    ctx.report(path.span(), "a volume at '/' hides all files of the image of container '{}'", container.name());
  for (const Place& other : places) {
    if (other.value == path) return;
    if (other.path == clean) {
      ctx.report(path.span(), "container '{}' mounts two volumes at '{}'", container.name(), clean)
          .note(other.value.span(), "the first one");
      return;
    }
    if (!ctx.unasked() && clean != "/" && is_below(other.path, clean)) {
      ctx.report(path.span(), "'{}' comes after '{}' in it, and may hide that one", clean, other.path)
          .severity(Severity::warning)
          .note(other.value.span(), "below it");
      return;
    }
  }
  places.push_back({clean, path});
}

}  // namespace

extern constinit const Rule duplicate_mount_path = {
    .severity = Severity::error,
    .group = Group::correctness,
    .replaces = {"schema-violation"},
    .check =
        [](const Container& container, Context& ctx) {
          std::vector<Place> places;
          for (const Value& mount : container["volumeMounts"].items())
            check_mount(mount["mountPath"], places, container, ctx);
        },
};

}  // namespace plimsoll::kubernetes
