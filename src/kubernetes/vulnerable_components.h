// Versions of components of clusters that have a famous hole. The facts are rules/data/vulnerable-components.yaml.
//
//   known_flaw(split_image("quay.io/argoproj/argocd:v2.1.8"))->flaw      // "CVE-2022-24348"
#pragma once

#include <optional>
#include <string_view>

#include "image.h"

namespace plimsoll::kubernetes {

struct KnownFlaw {
  std::string_view component;  // "Argo CD"; empty where an entry of the user says it
  std::string_view flaw;
  std::string_view power;  // finishes "which lets"
};
// By the end of the repository and the tag. A tag such as "2.1" counts if all versions that it may stand for do; no
// tag, and one that is no version, says nothing.
std::optional<KnownFlaw> known_flaw(const ImageRef& image);

// The same by an entry "acme/gateway >=1.2 <1.4.2 CVE-2026-0001".
std::optional<KnownFlaw> known_flaw_by(std::string_view entry, const ImageRef& image);

}  // namespace plimsoll::kubernetes
