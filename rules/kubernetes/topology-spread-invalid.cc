#include <algorithm>
#include <map>

#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

Span head_of(const Value& constraint) {
  return constraint.entries().empty() ? constraint.span() : constraint.entries()[0].first.span();
}

void check_constraint(const Value& constraint, Context& ctx) {
  const Value skew = constraint["maxSkew"], key = constraint["topologyKey"], when = constraint["whenUnsatisfiable"];
  const Value domains = constraint["minDomains"], selector = constraint["labelSelector"];
  if (skew.missing()) {
    ctx.report(head_of(constraint), "the constraint has no 'maxSkew', so it is rejected");
  } else if (skew.integer() && *skew.integer() <= 0) {
    ctx.report(skew.span(), "'maxSkew' is {}, and has to be at least 1", *skew.integer());
  }
  if (key.missing()) {
    ctx.report(head_of(constraint), "the constraint has no 'topologyKey', so it is rejected");
  } else if (key.is("")) {
    ctx.report(key.span(), "'topologyKey' is empty; name the label of nodes over which the pods are spread");
  }
  const bool hard = when.is("DoNotSchedule");
  if (when.missing()) {
    ctx.report(head_of(constraint), "the constraint has no 'whenUnsatisfiable', so it is rejected");
  } else if (!hard && when.is_scalar() && !when.templated() && !when.is("ScheduleAnyway")) {
    ctx.report(when.span(), "'{}' is neither DoNotSchedule nor ScheduleAnyway", when.string());
  }
  if (domains.integer() && *domains.integer() <= 0) {
    ctx.report(domains.span(), "'minDomains' is {}, and has to be at least 1", *domains.integer());
  } else if (domains.present() && when.is("ScheduleAnyway")) {
    ctx.report(domains.span(), "'minDomains' is rejected beside 'whenUnsatisfiable: ScheduleAnyway'")
        .note(when.span(), "here");
  }
  if (selector.missing())
    ctx.report(selector.exists() ? selector.span() : head_of(constraint),
               "the constraint has no 'labelSelector', so it counts no pods and spreads nothing")
        .severity(Severity::warning);
}

}  // namespace

extern constinit const Rule topology_spread_invalid = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"kube-score:pod-topology-spread-constraints",
                "kubernetes-api-server:null labelSelector matches nothing"},
    .replaces = {"schema-violation", "topology-spread-selector-mismatch"},
    .check =
        [](const Workload& workload, Context& ctx) {
          std::map<std::pair<std::string_view, std::string_view>, Value> seen;
          for (const Value& constraint : workload.setting("topologySpreadConstraints").items()) {
            if (!constraint.is_map()) continue;
            check_constraint(constraint, ctx);
            const Value key = constraint["topologyKey"], when = constraint["whenUnsatisfiable"];
            if (key.string().empty() || key.templated() || when.templated()) continue;
            const auto [first, fresh] = seen.try_emplace({key.string(), when.string()}, key);
            if (!fresh && !(first->second == key))
              ctx.report(key.span(), "a second constraint for '{}' with the same 'whenUnsatisfiable' is rejected",
                         key.string())
                  .note(first->second.span(), "the first one");
          }
        },
};

}  // namespace plimsoll::kubernetes
