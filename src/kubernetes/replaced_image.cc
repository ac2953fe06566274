#include "kubernetes/replaced_image.h"

#include <algorithm>

#include "image.h"

namespace plimsoll::kubernetes {
namespace {

// What kustomize compares, as it is written: the name without tag and digest, or with them.
std::vector<std::string_view> names_of(std::string_view image) {
  const ImageRef ref = split_image(image);
  const auto end = static_cast<size_t>(ref.repository.data() + ref.repository.size() - image.data());
  return {image.substr(0, end), image.substr(0, image.find('@')), image};
}

// Of one image. Nobody renames it more often.
constexpr size_t kMostNames = 16;

}  // namespace

ReplacedImage replaced_image(std::string_view image, const Overlay& overlay) {
  ReplacedImage replaced;
  // Each of several overlays may give it another name.
  std::vector<std::string_view> names = names_of(image);
  for (const Overlay::Image& by : overlay.images) {
    if (names.size() == kMostNames) return {.versioned = true, .renamed = true};
    if (!by.name.empty() && std::find(names.begin(), names.end(), by.name) == names.end()) continue;
    replaced.versioned |= by.versioned;
    if (by.new_name.empty() || by.new_name == by.name) continue;
    replaced.renamed = true;
    names.push_back(by.new_name);
  }
  return replaced;
}

std::vector<Value> new_images_of(const Document& document) {
  if (!is_kustomization(document, document.source->path())) return {};
  return document.value()["images"].items();
}

bool has_renamed_image(const Container& container) {
  const Overlay* overlay = container.workload ? container.workload->object->overlay : nullptr;
  return overlay && replaced_image(container["image"].string(), *overlay).renamed;
}

}  // namespace plimsoll::kubernetes
