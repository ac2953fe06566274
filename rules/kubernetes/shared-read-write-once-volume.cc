#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/relations.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {
namespace {

// Why two pods of the workload want the volume at a time; empty if they do not.
std::string_view why_several(const Object& object) {
  const auto replicas = replicas_of(object);
  const Value strategy = object["spec"]["strategy"];
  if (is_one_of(object, {"DaemonSet"})) return "one pod on each node mounts it";
  if (!replicas || replicas->number == 0) return {};
  if (replicas->number.value_or(1) > 1) return "several pods mount it";
  if (!is_one_of(object, {"Deployment"}) || strategy["type"].templated()) return {};
  const Value surge = strategy["rollingUpdate"]["maxSurge"];
  if (strategy["type"].is("Recreate") || surge.integer() == 0 || surge.is("0%") || surge.templated()) return {};
  return "an update starts the new pod before the old one ends";
}

}  // namespace

extern constinit const Rule shared_read_write_once_volume = {
    .severity = Severity::warning,
    .group = Group::reliability,
    .check =
        [](const Workload& workload, Context& ctx) {
          const Object& object = *workload.object;
          const std::string_view why = why_several(object);
          if (why.empty()) return;
          for (const Value& volume : workload["volumes"].items()) {
            const Value claim = volume["persistentVolumeClaim"]["claimName"];
            if (!claim.is_scalar() || claim.templated()) continue;
            Report report =
                ctx.report(claim.span(), "volume '{}' can be mounted on one node only, but {}", claim.string(), why);
            report.given(relation_facts(Relation::on_one_node, object, "PersistentVolumeClaim", claim.string()),
                         "the access modes of the claim");
            const Value spec = object["spec"], strategy = spec["strategy"];
            if (!is_one_of(object, {"Deployment"}) || !strategy["rollingUpdate"].missing()) continue;
            if (replicas_of(object)->number.value_or(1) > 1) continue;
            if (auto edit = set(spec, {"strategy", "type"}, "Recreate", ctx.source()))
              report.suggest("end the old pod first, with 'strategy.type: Recreate'", *edit);
          }
        },
};

}  // namespace plimsoll::kubernetes
