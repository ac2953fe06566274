#include <algorithm>

#include "context.h"
#include "image_facts.h"
#include "kubernetes/replaced_image.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> today{
    "today", "the day to compare with, as 2026-08-22; that of our facts if not given", ""};
constinit const Option<int64_t> grace{"grace-days", "days that a release may be used beyond its end", 0};

// What ends later is still supported.
Date deadline(Context& ctx) {
  const Date now = parse_date(ctx[today]).value_or(known_date());
  return now - std::chrono::days(std::clamp<int64_t>(ctx[grace], 0, 100'000));
}

void check_container(const Container& container, Context& ctx) {
  const Value value = container["image"];
  if (!value.is_scalar() || value.templated()) return;
  const MappedText text = value.mapped(ctx.source());
  const auto end = end_of_life(split_image(text.text()), deadline(ctx));
  if (end) ctx.report(text.span(end->word), "{}", in_words(*end, true));
}

// Of a kustomization, for the images of the files that it lists.
void check_new_tags(const Document& document, Context& ctx) {
  for (const Value& image : new_images_of(document)) {
    const Value tag = image["newTag"], name = image["newName"].present() ? image["newName"] : image["name"];
    if (tag.missing() || tag.templated() || name.templated() || image["digest"].present()) continue;
    const std::string reference = fmt::format("{}:{}", name.string(), tag.string());
    if (const auto end = end_of_life(split_image(reference), deadline(ctx)))
      ctx.report(tag.span(), "{}", in_words(*end, true));
  }
}

}  // namespace

extern constinit const Rule eol_image = {
    .severity = Severity::warning,
    .group = Group::images,
    .options = {&today, &grace},
    .check = {[](const Container& container, Context& ctx) { check_container(container, ctx); },
              [](const Document& document, Context& ctx) { check_new_tags(document, ctx); }},
};

}  // namespace plimsoll::kubernetes
