// What is known about a base image from its reference alone: support dates, distribution, toolchain, slimmer tags.
//
// The facts are rules/data/images.yaml, as of known_date(). Nothing here reads the clock, so that the same input gives
// the same findings for ever. An image or a tag that is not in the table has no answer.
//
//   end_of_life(split_image("node:16-alpine"), known_date());   // {"Node.js", "16", 2023-09-11, the span of "16"}
//   slimmer_tag(split_image("python:3.12-bookworm"));           // "3.12-slim-bookworm"
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "date.h"
#include "image.h"

namespace plimsoll {

// The day of the facts.
Date known_date();

struct EndOfLife {
  std::string_view product;  // "Node.js"
  std::string_view release;  // "16"
  std::optional<Date> date;  // nullopt: long ago
  std::string_view word;     // the part of the tag, or of the repository, that says it: a view into the reference
  std::vector<std::string_view> supported;  // up to three releases that live longer, the newest first
};
// The release that the tag names, or the distribution behind it (node:22-buster), if its support ends on or before
// `by`.
std::optional<EndOfLife> end_of_life(const ImageRef& image, Date by);
// "Node.js 16 has had no security fixes since 2023-09-11; supported: 26, 24, 22"; of one that is yet to come "gets no
// security fixes after …".
std::string in_words(const EndOfLife& end, bool past);

struct DeprecatedImage {
  std::string_view reason;       // finishes "the image": "gets no more updates"
  std::string_view replacement;  // empty if there is none
};
std::optional<DeprecatedImage> deprecated_image(const ImageRef& image);

enum class Slimming : uint8_t { slim, alpine };
// The tag of the same image and version that has less in it, where the image is known to have such a tag. An image
// reference without a tag means latest. Nothing for tags that are slim already, or that are pinned by a digest.
std::optional<std::string> slimmer_tag(const ImageRef& image, Slimming kind = Slimming::slim);

// A leaner image instead of one that is known to be big whatever its version, "" if it is not.
std::string_view leaner_image(const ImageRef& image);
// The distroless image that runs programs of the same language, "" if none is known.
std::string_view distroless_image(const ImageRef& image);

// The image is known to start as a user without special rights, or says so in its name.
bool is_unprivileged(const ImageRef& image);
// The image is known to bring a HEALTHCHECK.
bool has_healthcheck(const ImageRef& image);

// The language whose compiler or SDK the image brings: "Go", "Java". Empty if none is known.
std::string_view toolchain(const ImageRef& image);

struct System {
  std::string_view distribution;     // "debian", "alpine", "windows"
  std::string_view package_manager;  // "apt-get"; empty if it has none
  std::string_view libc;             // "glibc", "musl"
  std::string_view shell;            // what /bin/sh is: "dash", "ash", "bash"; "cmd"; empty if there is none
};
std::optional<System> system_of(const ImageRef& image);

bool is_windows_image(const ImageRef& image);

// The name under which fact tables list the image: "debian" also for mirror.gcr.io/library/debian.
std::string name_in_tables(const ImageRef& image);
// One of Docker's official images, by a list.
bool is_official_image(const ImageRef& image);

}  // namespace plimsoll
