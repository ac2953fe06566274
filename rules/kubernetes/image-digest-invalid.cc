#include <algorithm>
#include <array>

#include "context.h"
#include "image.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

bool is_capital(char c) { return c >= 'A' && c <= 'Z'; }

// A word such as IMAGE_NAME, and no version or hash.
bool is_in_capitals(std::string_view word) {
  if (!std::all_of(word.begin(), word.end(), [](char c) { return is_capital(c) || c == '_' || c == '-'; }))
    return false;
  constexpr std::array<std::string_view, 8> kWords = {"IMAGE", "TAG",  "DIGEST",   "REPO",
                                                      "NAME",  "HASH", "REGISTRY", "PROJECT"};
  return word.find('_') != word.npos ||
         std::any_of(kWords.begin(), kWords.end(), [&](std::string_view each) { return word.find(each) != word.npos; });
}

// "<image>", "$IMAGE", "IMAGE_NAME", "ko://…", "//web:image": a tool puts the reference there.
bool is_to_be_replaced(std::string_view reference, const ImageRef& image) {
  if (reference.find_first_of("$<>{}%") != reference.npos) return true;
  if (reference.starts_with("ko://") || reference.starts_with("//") || reference == "auto") return true;
  std::string_view rest = image.repository;
  for (size_t slash = 0; slash != rest.npos; rest.remove_prefix(std::min(slash + 1, rest.size()))) {
    slash = rest.find('/');
    if (is_in_capitals(rest.substr(0, slash))) return true;
  }
  return image.digest && is_in_capitals(image.digest->substr(image.digest->find(':') + 1));
}

struct Problem {
  std::string_view part, why;
};
Problem problem_of(std::string_view text, const ImageRef& image) {
  if (text.find_first_of(" \t\r\n") != text.npos) return {text, "it holds white space"};
  if (text.find("://") != text.npos) return {text.substr(0, text.find("://") + 3), "it has no scheme in front"};
  if (std::any_of(image.repository.begin(), image.repository.end(), is_capital)) {
    return {image.repository, "the name has to be in lower case"};
  }
  if (image.tag && image.tag->empty()) return {text, "no tag follows the ':'"};
  if (image.digest && !ImageRef{{}, "x", {}, image.digest}.valid()) {
    return {image.digest->empty() ? text : *image.digest, image.digest->starts_with("sha512:")
                                                              ? "that is no 'sha512:' with 128 hexadecimal digits"
                                                              : "that is no 'sha256:' with 64 hexadecimal digits"};
  }
  if (image.tag && !ImageRef{{}, "x", image.tag, {}}.valid())
    return {*image.tag, "the tag is too long or has forbidden characters"};
  if (image.repository.find(':') != image.repository.npos) return {text, "it has two tags"};
  return {text, "the name has forbidden characters"};
}

}  // namespace

extern constinit const Rule image_digest_invalid = {
    .severity = Severity::error,
    .group = Group::correctness,
    .replaces = {"image-without-digest", "missing-image"},
    .check =
        [](const Container& container, Context& ctx) {
          const Value value = container["image"];
          const MappedText text = value.mapped(ctx.source());
          const ImageRef image = split_image(text.text());
          if (text.text().find_first_not_of(" \t\r\n") == std::string_view::npos || value.templated() ||
              image.valid() || is_to_be_replaced(text.text(), image))
            return;
          const auto [part, why] = problem_of(text.text(), image);
          ctx.report(text.span(part), "'{}' is no valid image reference: {}", value.string(), why);
        },
};

}  // namespace plimsoll::kubernetes
