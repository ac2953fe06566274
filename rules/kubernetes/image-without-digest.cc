#include <algorithm>
#include <cctype>

#include "context.h"
#include "image.h"
#include "image_policy.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> exempt{"exempt", "registries, repositories or patterns of images that need none", {}};

bool is_well_formed(std::string_view digest) {
  const size_t colon = std::min(digest.find(':'), digest.size());
  const std::string_view algorithm = digest.substr(0, colon);
  const std::string_view hash = digest.substr(std::min(colon + 1, digest.size()));
  const size_t size = algorithm == "sha512" ? 128 : algorithm == "sha256" || algorithm == "blake3" ? 64 : 0;
  if (size != 0) return hash.size() == size && hash.find_first_not_of("0123456789abcdef") == hash.npos;
  const auto fits = [](std::string_view text, std::string_view signs) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](unsigned char c) {
      return std::isalnum(c) != 0 || signs.find(static_cast<char>(c)) != signs.npos;
    });
  };
  return fits(algorithm, "+._-") && fits(hash, "=_-");
}

}  // namespace

extern constinit const Rule image_without_digest = {
    .severity = Severity::info,
    .group = Group::images,
    .profile = Profile::all,
    .aliases = {"checkov:CKV_K8S_43", "kics:Image Without Digest", "kics:7c81d34c-8e5a-402b-9798-9f442630e678",
                "kubescape:C-0306", "gatekeeper:general/imagedigests", "kyverno:require-image-checksum",
                "kyverno:resolve-image-to-digest", "terrascan:AC_K8S_0069"},
    .options = {&exempt},
    .check =
        [](const Container& container, Context& ctx) {
          const Value value = container["image"];
          // The control plane of a service mesh fills in "auto".
          if (value.string().empty() || value.templated() || value.is("auto")) return;
          const ImageRef image = split_image(value.string());
          if (image.digest && is_well_formed(*image.digest)) return;
          if (is_allowed_image(value.string(), ctx[exempt], "glob")) return;
          ctx.report(value.span(), "image '{}' is not pinned by a digest, so its content may change", value.string());
        },
};

}  // namespace plimsoll::kubernetes
