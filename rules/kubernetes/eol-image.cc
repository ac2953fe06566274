#include <algorithm>

#include "context.h"
#include "image_facts.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> today{
    "today", "the day to compare with, as 2026-08-22; that of our facts if not given", ""};
constinit const Option<int64_t> grace{"grace-days", "days that a release may be used beyond its end", 0};

}  // namespace

extern constinit const Rule eol_image = {
    .severity = Severity::warning,
    .group = Group::images,
    .options = {&today, &grace},
    .check =
        [](const Container& container, Context& ctx) {
          const Value value = container["image"];
          if (!value.is_scalar() || value.templated()) return;
          const MappedText text = value.mapped(ctx.source());
          const Date now = parse_date(ctx[today]).value_or(known_date());
          const auto days = std::chrono::days(std::clamp<int64_t>(ctx[grace], 0, 100'000));
          const auto end = end_of_life(split_image(text.text()), now - days);
          if (end) ctx.report(text.span(end->word), "{}", in_words(*end, true));
        },
};

}  // namespace plimsoll::kubernetes
