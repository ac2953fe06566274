// What the kustomizations of a run make of an image.
#pragma once

#include <string_view>
#include <vector>

#include "kubernetes/workload.h"
#include "kustomization.h"

namespace plimsoll::kubernetes {

struct ReplacedImage {
  bool versioned = false;  // it gets another tag or digest
  bool renamed = false;
};
ReplacedImage replaced_image(std::string_view image, const Overlay& overlay);

// The entries under "images" of a kustomization; none for other documents.
std::vector<Value> new_images_of(const Document& document);

// Its image gets another name, so nobody can tell from here where it comes from.
bool has_renamed_image(const Container& container);

}  // namespace plimsoll::kubernetes
