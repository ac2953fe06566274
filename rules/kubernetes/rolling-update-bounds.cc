#include <charconv>

#include "context.h"
#include "kubernetes/int_or_percent.h"
#include "kubernetes/rollout.h"
#include "option_problem.h"
#include "pattern.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> type_regex{"type-regex", "what the whole type must fit",
                                                    "^(RollingUpdate|Rolling)$", pattern_problem};

// "3" or "30%".
std::optional<IntOrPercent> parse_bound(std::string_view text) {
  IntOrPercent bound{0, text.ends_with('%')};
  if (bound.percent) text.remove_suffix(1);
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, bound.number);
  return end == last && error == std::errc() ? std::optional(bound) : std::nullopt;
}

std::string bound_problem(std::string_view text) {
  const size_t dash = std::min(text.find('-'), text.size());
  const std::string_view least = text.substr(0, dash), most = text.substr(std::min(dash + 1, text.size()));
  const bool known = (least.empty() || parse_bound(least)) && (most.empty() || parse_bound(most));
  return known && text != "-" ? "" : "is no range such as 1-3 or 25%-50%";
}

constinit const Option<std::string_view> max_unavailable{"max-unavailable", "the range of maxUnavailable", "",
                                                         bound_problem};
constinit const Option<std::string_view> max_surge{"max-surge", "the range of maxSurge", "", bound_problem};

// `range` is "1-3", "25%-50%", "-3" or "1-".
bool is_within(const std::optional<IntOrPercent>& value, std::string_view range) {
  const size_t dash = std::min(range.find('-'), range.size());
  const auto least = parse_bound(range.substr(0, dash));
  const auto most = dash < range.size() ? parse_bound(range.substr(dash + 1)) : least;
  for (const auto& bound : {least, most}) {
    if (bound && (!value || bound->percent != value->percent)) return false;
  }
  return (!least || value->number >= least->number) && (!most || value->number <= most->number);
}

void check_bound(const Value& params, std::string_view key, std::string_view range, Context& ctx) {
  const Value value = params[key];
  if (range.empty() || value.templated() || is_within(int_or_percent(value), range)) return;
  ctx.report(value.span(), "'{}' is {}, and '{}' is allowed", key,
             value.missing() ? "not set" : fmt::format("'{}'", value.string()), range);
}

}  // namespace

extern constinit const Rule rolling_update_bounds = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"kube-linter:update-configuration"},
    .replaces = {"rolling-update-not-used"},
    .options = {&type_regex, &max_unavailable, &max_surge},
    .check =
        [](const Object& object, Context& ctx) {
          const auto strategy = rollout_strategy_of(object);
          if (!strategy || strategy->type.templated() || !object["spec"].is_map()) return;
          const std::string_view type = strategy->type.missing() ? strategy->rolling : strategy->type.string();
          if (!is_found(ctx[type_regex], type)) {
            ctx.report(strategy->type.span(), "the update strategy '{}' is not one of those that are allowed", type);
            return;
          }
          if (type != strategy->rolling) return;
          check_bound(strategy->params, "maxUnavailable", ctx[max_unavailable], ctx);
          if (object.kind_name != "StatefulSet") check_bound(strategy->params, "maxSurge", ctx[max_surge], ctx);
        },
};

}  // namespace plimsoll::kubernetes
