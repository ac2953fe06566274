#include <algorithm>
#include <array>
#include <cctype>
#include <string>

#include "context.h"
#include "image.h"
#include "kubernetes/pull_policy.h"

namespace plimsoll::kubernetes {
namespace {

// There images are put on the node by hand: the path of the file names kind, minikube or k3d, or the image a registry
// that no node can pull from.
bool for_local_cluster(const Container& container, std::string_view path) {
  const std::string_view registry = split_image(container["image"].string()).registry;
  if (registry.starts_with("localhost") || registry.ends_with(".local")) return true;
  std::string words = " ";
  for (const char c : path) words += std::isalnum(static_cast<unsigned char>(c)) != 0 ? c : ' ';
  words += ' ';
  constexpr std::array kNames = {" kind ", " minikube ", " k3d "};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](const char* name) { return words.find(name) != std::string::npos; });
}

}  // namespace

extern constinit const Rule image_pull_policy_contradiction = {
    .severity = Severity::warning,
    .group = Group::images,
    .aliases = {"kubescape:C-0075", "kyverno:imagepullpolicy-always"},
    .replaces = {"image-pull-policy-not-always"},
    .check =
        [](const Container& container, Context& ctx) {
          const auto policy = pull_policy_of(container);
          if (!policy || !policy->written) return;
          const Value value = container["image"];
          const ImageRef image = split_image(value.string());
          const bool known = value.is_scalar() && !value.templated() && image.valid();
          const bool moves = known && !image.digest && image.tag.value_or("latest") == "latest";
          if (moves && policy->name == "IfNotPresent") {
            ctx.report(policy->place,
                       "with 'IfNotPresent' each node keeps the '{}' that it once pulled, whatever it is",
                       value.string());
          } else if (policy->name == "Never" && !for_local_cluster(container, ctx.source().path())) {
            ctx.report(policy->place, "with 'Never' container '{}' starts only where somebody has put its image",
                       container.name());
          } else if (known && image.digest && policy->name == "Always") {
            ctx.report(policy->place, "the digest of '{}' fixes the content, so 'Always' only asks the registry again",
                       image.repository)
                .severity(Severity::info);
          }
        },
};

}  // namespace plimsoll::kubernetes
