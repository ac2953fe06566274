#include <map>

#include "context.h"
#include "dockerfile/model.h"

namespace plimsoll::dockerfile {
namespace {

std::string_view version_of(const ImageRef& image) {
  const std::string_view tag = image.tag.value_or(std::string_view());
  const bool version = !tag.empty() && tag[0] >= '0' && tag[0] <= '9';
  return version ? tag.substr(0, tag.find('-')) : std::string_view();
}

// "24" and "24.1" may be the same.
bool agree(std::string_view a, std::string_view b) {
  if (a.size() > b.size()) std::swap(a, b);
  return b.starts_with(a) && (a.size() == b.size() || b[a.size()] == '.');
}

bool is_for_comparison(const Stage& stage) {
  for (std::string_view word : {"test", "compat", "legacy", "old", "next", "prev"}) {
    if (stage.name.find(word) != std::string::npos) return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule inconsistent_base_versions = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .check =
        [](const File& file, Context& ctx) {
          std::map<std::string, const Stage*> first;
          for (const auto& stage : file.model->stages()) {
            if (!stage->from || !stage->external() || !stage->image_known || stage->image_text.from_default) continue;
            if (!stage->reachable || is_for_comparison(*stage)) continue;
            const ImageRef& image = stage->image;
            const bool by_digest = !image.tag && image.digest;
            const std::string_view version = by_digest ? *image.digest : version_of(image);
            if (version.empty()) continue;
            std::string key =
                fmt::format("{}/{}{}", image.effective_registry(), image.effective_repository(), by_digest ? "@" : "");
            const auto [earlier, added] = first.emplace(std::move(key), stage.get());
            if (added) continue;
            const ImageRef& other = earlier->second->image;
            const std::string_view before = by_digest ? *other.digest : version_of(other);
            if (agree(version, before)) continue;
            const std::string_view part = by_digest ? *image.digest : *image.tag;
            ctx.report(stage->place_of(part), "this stage has {} of '{}', and another one has {}",
                       by_digest ? "one digest" : version, image.repository, by_digest ? "another" : before)
                .note(earlier->second->from->image->span, "the other one");
          }
        },
};

}  // namespace plimsoll::dockerfile
