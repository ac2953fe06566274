#include "kubernetes/selector.h"

#include <gtest/gtest.h>

#include "kubernetes/int_or_percent.h"
#include "kubernetes/parse.h"

namespace plimsoll::kubernetes {
namespace {

TEST(Selector, Matches) {
  const Labels web{{"app", "web"}, {"tier", "front"}};
  const struct {
    const char* selector;
    std::optional<bool> matches;  // nothing: selects nothing, or cannot be known
  } cases[] = {
      {"{}", true},
      {"{matchLabels: {app: web}}", true},
      {"{matchLabels: {app: web, tier: back}}", false},
      {"{matchLabels: {zone: a}}", false},
      {"{matchExpressions: [{key: tier, operator: In, values: [front, back]}]}", true},
      {"{matchExpressions: [{key: tier, operator: NotIn, values: [front]}]}", false},
      {"{matchExpressions: [{key: zone, operator: NotIn, values: [a]}]}", true},
      {"{matchExpressions: [{key: app, operator: Exists}, {key: zone, operator: DoesNotExist}]}", true},
      {"{matchExpressions: [{key: app, operator: DoesNotExist}]}", false},
      {"{matchExpressions: [{key: app, operator: Like, values: [w]}]}", std::nullopt},
      {"{matchLabels: {app: '${APP}'}}", std::nullopt},
      {"null", std::nullopt},
      {"[app]", std::nullopt},
  };
  for (const auto& each : cases) {
    const Source source("selector.yaml", each.selector);
    const auto documents = parse(source);
    const auto selector = selector_of(documents.front()->value());
    const auto matches = selector ? std::optional(selector->matches(web)) : std::nullopt;
    EXPECT_EQ(matches, each.matches) << each.selector;
  }
}

TEST(IntOrPercent, Reads) {
  const struct {
    const char* text;
    std::optional<int64_t> of_three_up, of_three_down;
  } cases[] = {{"2", 2, 2},     {"'67%'", 3, 2},   {"67%", 3, 2},   {"0%", 0, 0},
               {"100%", 3, 3},  {"'2'", {}, {}},   {"-1", {}, {}},  {"1.5", {}, {}},
               {"'%'", {}, {}}, {"'5 %'", {}, {}}, {"[1]", {}, {}}, {"99999999999", {}, {}}};
  for (const auto& each : cases) {
    const Source source("number.yaml", each.text);
    const auto documents = parse(source);
    const auto parsed = int_or_percent(documents.front()->value());
    EXPECT_EQ(parsed ? std::optional(parsed->up(3)) : std::nullopt, each.of_three_up) << each.text;
    EXPECT_EQ(parsed ? std::optional(parsed->down(3)) : std::nullopt, each.of_three_down) << each.text;
  }
}

}  // namespace
}  // namespace plimsoll::kubernetes
