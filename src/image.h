// An image reference, split: [registry/]repository[:tag][@digest], with Docker's defaults.
//
// The digest is cut first; the tag is what follows the last ":" of the last path component; the first component is the
// registry iff it contains "." or ":" or is localhost (github.com/distribution/reference).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace plimsoll {

struct ImageRef {
  std::string_view registry;               // as written; empty if none
  std::string_view repository;             // as written, without registry: "library/debian", "debian", "team/app"
  std::optional<std::string_view> tag;     // "debian:" has an empty one
  std::optional<std::string_view> digest;  // "sha256:…"

  // With Docker's defaults: "docker.io" where none is written; "library/debian" for "debian" there.
  std::string_view effective_registry() const;
  std::string effective_repository() const;
  // The name of a Docker official image ("debian" for debian, library/debian, docker.io/debian …), else empty.
  std::string_view official_name() const;
  bool valid() const;  // by the grammar of distribution/reference
};

// The views of the result point into `reference`.
ImageRef split_image(std::string_view reference);

// The image comes from where the pattern says: a registry's host ("ghcr.io", "*.example.com", "localhost:5000"), or
// with Docker's defaults a repository and what is below it, with or without a tag ("ghcr.io/team",
// "docker.io/library/*", "bitnami", "debian"). A host has a dot, a port or a "*", or is localhost; without a "/" behind
// it, it may be an official image as well ("debian:12", "debian*"). "*" in a host stays in the host.
bool is_from(const ImageRef& image, std::string_view pattern);
// The pattern names the image, as written or with Docker's defaults, with or without its tag: "debian",
// "*/tools:latest".
bool is_named(const ImageRef& image, std::string_view pattern);

}  // namespace plimsoll
