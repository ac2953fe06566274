#include "context.h"
#include "dockerfile/model.h"
#include "facts/facts.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> allow{"allow", "patterns of images whose tags may move", {}};
constinit const Option<std::string_view> depth{"depth", "how much of a version is wanted: major, minor or patch",
                                               "major"};

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != text.npos; }

bool names_release_by_word(Fact releases, std::string_view tag) {
  return releases["names"].has(tag.substr(0, tag.find('-')));
}

// The numbers at the head: 2 of "3.12-slim".
size_t numbers(std::string_view tag) {
  const std::string_view version = tag.substr(0, tag.find_first_not_of("v0123456789."));
  return version.empty() ? 0 : 1 + static_cast<size_t>(std::count(version.begin(), version.end(), '.'));
}

}  // namespace

extern constinit const Rule floating_tag_base_image = {
    .severity = Severity::info,
    .group = Group::reproducibility,
    .options = {&allow, &depth},
    .check =
        [](const Stage& stage, Context& ctx) {
          const ImageRef& image = stage.image;
          if (!stage.from || !stage.external() || !stage.image_known || !image.tag || image.digest) return;
          const std::string_view tag = *image.tag;
          if (tag.empty() || tag == "latest") return;
          for (std::string_view pattern : ctx[allow]) {
            if (is_named(image, pattern)) return;
          }
          const Fact images = facts::table("images");
          const Fact product = images["products"][images["images"][name_in_tables(image)]["product"].string()];
          const Fact words = facts::table("docker-hub")["channels"];
          const std::string_view first = tag.substr(0, tag.find('-'));
          if (names_release_by_word(product, tag)) return;
          const bool channel = words.has(tag) || tag.starts_with("latest-") || (product.exists() && words.has(first));
          if (channel || (product.exists() && !has_digit(tag))) {
            ctx.report(stage.place_of(tag), "tag '{}' moves on to new major versions", tag);
            return;
          }
          const size_t wanted = ctx[depth] == "patch" ? 3 : ctx[depth] == "minor" ? 2 : 1;
          const size_t given = numbers(tag);
          if (!product.exists() || given == 0 || given >= wanted) return;
          ctx.report(stage.place_of(tag), "tag '{}' moves on to new {} versions", tag, given == 1 ? "minor" : "patch");
        },
};

}  // namespace plimsoll::dockerfile
