#include "kubernetes/pull_policy.h"

#include "image.h"

namespace plimsoll::kubernetes {

std::optional<PullPolicy> pull_policy_of(const Container& container) {
  const Value policy = container["imagePullPolicy"];
  if (!policy.missing() && !policy.is("")) {
    if (!policy.is_scalar() || policy.templated()) return {};
    return PullPolicy{policy.string(), true, policy.span()};
  }
  const Value value = container["image"];
  if (!value.is_scalar() || value.templated()) return {};
  const ImageRef image = split_image(value.string());
  if (!image.valid()) return {};
  const bool moves = !image.digest && image.tag.value_or("latest") == "latest";
  return PullPolicy{moves ? "Always" : "IfNotPresent", false, value.span()};
}

}  // namespace plimsoll::kubernetes
