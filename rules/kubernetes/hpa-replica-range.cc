#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/ranges.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> ranges{
    "ranges", "ranges such as 2-50 that hold both bounds; empty: all", {}, range_problem};
constinit const Option<int64_t> spread{"minimum-replica-spread", "how far apart the bounds are at least", 0};

}  // namespace

extern constinit const Rule hpa_replica_range = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"gatekeeper:general/horizontalpodautoscaler"},
    .replaces = {"replicas-outside-limits"},
    .options = {&ranges, &spread},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.kind_name != "HorizontalPodAutoscaler" || !is_built_in_group(object.group)) return;
          const Value low = object["spec"]["minReplicas"], high = object["spec"]["maxReplicas"];
          const auto least = low.missing() ? 1 : low.integer(), most = high.integer();
          const Names limits = ctx[ranges];
          const bool low_fits = !least || limits.empty() || is_in_ranges(*least, limits);
          bool high_fits = !most || limits.empty() || is_in_ranges(*most, limits);
          // One range has to hold both.
          if (least && most && low_fits && high_fits && !limits.empty()) {
            high_fits = std::any_of(limits.begin(), limits.end(), [&](std::string_view text) {
              const auto range = parse_range(text);
              return range && range->holds(*least) && range->holds(*most);
            });
          }
          if (!low_fits)
            ctx.report(low.span(), "autoscaler '{}' may go down to {}, which is not approved", object.name, *least);
          if (!high_fits)
            ctx.report(high.span(), "autoscaler '{}' may go up to {}, which is not approved", object.name, *most);
          if (!least || !most) return;
          if (*most - *least < ctx[spread]) {
            ctx.report(high.span(), "the bounds of autoscaler '{}' are {} apart, and {} is the least", object.name,
                       *most - *least, ctx[spread]);
          }
        },
};

}  // namespace plimsoll::kubernetes
