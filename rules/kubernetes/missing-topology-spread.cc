#include <algorithm>

#include "context.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<int64_t> min_replicas{"min-replicas", "only workloads that set so many replicas", 0};
constinit const Option<Names> topology_keys{"topology-keys", "the keys that must all be used", {}};

// Pods of which there is one a node, or that end.
bool needs_no_spread(const Workload& workload) {
  static constexpr std::string_view kKinds[] = {"Job", "CronJob", "ScaledJob", "JobSet", "DaemonSet"};
  return workload.steps ||
         std::find(std::begin(kKinds), std::end(kKinds), workload.object->kind_name) != std::end(kKinds);
}

}  // namespace

extern constinit const Rule missing_topology_spread = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::all,
    .aliases = {"polaris:topologySpreadConstraint", "kyverno:topologyspreadconstraints-policy"},
    .options = {&min_replicas, &topology_keys},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value constraints = workload["topologySpreadConstraints"];
          if (needs_no_spread(workload) || (!constraints.missing() && !constraints.is_list())) return;
          const auto replicas = replicas_of(*workload.object);
          if (ctx[min_replicas] > 0 && (!replicas || replicas->number.value_or(0) < ctx[min_replicas])) return;
          const Span place = constraints.exists() ? constraints.key_span() : workload.pod_spec.key_span();
          const std::vector<Value> items = constraints.items();
          if (items.empty()) {
            ctx.report(place.empty() ? workload.object->place() : place,
                       "nothing says how the pods are spread over nodes and zones");
            return;
          }
          for (std::string_view key : ctx[topology_keys]) {
            const bool used = std::any_of(items.begin(), items.end(), [&](const Value& item) {
              return item["topologyKey"].is(key) || item["topologyKey"].templated();
            });
            if (!used) ctx.report(place, "the topology spread constraints do not spread the pods by '{}'", key);
          }
        },
};

}  // namespace plimsoll::kubernetes
