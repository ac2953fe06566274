#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/ranges.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> ranges{"ranges", "numbers and ranges such as 2-50; empty: all", {}, range_problem};

}  // namespace

extern constinit const Rule replicas_outside_limits = {
    .severity = Severity::warning,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"gatekeeper:general/replicalimits", "kyverno:restrict-scale"},
    .options = {&ranges},
    .check =
        [](const Object& object, Context& ctx) {
          const Names limits = ctx[ranges];
          if (limits.empty()) return;
          const auto judge = [&](const char* key, bool fallback) {
            const auto value = object.root.known({"spec", key});
            if (!value || (value->missing() && !fallback)) return;
            const auto number = value->missing() ? 1 : value->integer();
            if (!number || is_in_ranges(*number, limits)) return;
            ctx.report(value->span(), "{} '{}' has '{}: {}'{}, which is not approved", object.kind_name, object.name,
                       key, *number, value->missing() ? " by default" : "");
          };
          const bool scaled = has_replicas(object) || object.is("apps.kruise.io", "CloneSet");
          if (scaled && object["spec"].present()) judge("replicas", true);
          if (object.is("autoscaling", "Scale")) judge("replicas", false);
          if (object.kind_name == "HorizontalPodAutoscaler" && is_built_in_group(object.group)) {
            judge("minReplicas", true);
            judge("maxReplicas", false);
          }
        },
};

}  // namespace plimsoll::kubernetes
