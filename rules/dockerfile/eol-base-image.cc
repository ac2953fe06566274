#include <fmt/ranges.h>

#include "context.h"
#include "dockerfile/model.h"
#include "image_facts.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<std::string_view> today{
    "today", "the day to compare with, as 2026-08-22; that of our facts if not given", ""};
constinit const Option<int64_t> grace{"grace-days", "days that a release may be used beyond its end", 0};
constinit const Option<int64_t> warn_before{"warn-before-days", "days before the end in which the rule says so", 90};

// Of either sign, and no more than dates can take.
std::chrono::days days(int64_t count) { return std::chrono::days(std::clamp<int64_t>(count, -100'000, 100'000)); }

}  // namespace

extern constinit const Rule eol_base_image = {
    .severity = Severity::warning,
    .group = Group::security,
    .options = {&today, &grace, &warn_before},
    .check =
        [](const Stage& stage, Context& ctx) {
          if (!stage.from || !stage.from->image || !stage.external()) return;
          const Date now = parse_date(ctx[today]).value_or(known_date());
          const Date ended = now - days(ctx[grace]), soon = now + days(ctx[warn_before]);
          // Most images live beyond all of these.
          if (!end_of_life(stage.image, std::max({now, ended, soon}))) return;
          const auto dead = end_of_life(stage.image, ended);
          if (!dead && end_of_life(stage.image, now)) return;
          const auto found = dead ? dead : end_of_life(stage.image, soon);
          if (!found) return;
          ctx.report(stage.place_of(found->word), "{}", in_words(*found, dead.has_value()))
              .severity(dead && stage.shipped ? Severity::warning : Severity::info);
        },
};

}  // namespace plimsoll::dockerfile
