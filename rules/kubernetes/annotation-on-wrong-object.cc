#include "context.h"
#include "facts/facts.h"
#include "kubernetes/edit.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {
namespace {

// A key of the table, or one that begins with a key of it that ends in "*".
bool is_listed(std::string_view key, Fact list) {
  for (Fact entry : list.items()) {
    const std::string_view pattern = entry.string();
    if (pattern.ends_with('*') ? key.starts_with(pattern.substr(0, pattern.size() - 1)) : key == pattern) return true;
  }
  return false;
}

}  // namespace

extern constinit const Rule annotation_on_wrong_object = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Workload& workload, Context& ctx) {
          static const Fact table = facts::table("annotation-places");
          const Object& object = *workload.object;
          if (!is_one_of(object, {"Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController",
                                  "Job", "CronJob", "DeploymentConfig", "Rollout"}) ||
              workload.pod_metadata.templated() || workload.pod_metadata["annotations"].templated())
            return;
          for (const auto& [key, value] : object.metadata["annotations"].entries()) {
            const std::string_view name = key.string();
            if (is_listed(name, table["service"])) {
              ctx.report(key.span(), "annotation '{}' has an effect on a Service only", name);
            } else if (is_listed(name, table["pod"]) && !workload.pod_metadata["annotations"][name].present() &&
                       !workload.pod_metadata["labels"][name].present()) {
              Report report = ctx.report(
                  key.span(), "annotation '{}' has an effect on pods only, and belongs into the template", name);
              const auto removed = erase(object.metadata, {"annotations", name}, ctx.source());
              if (!workload.pod_metadata.is_map() || !value.is_scalar() || !removed) continue;
              if (auto added =
                      set(workload.pod_metadata, {"annotations", name}, ctx.source().text(value.span()), ctx.source()))
                report.suggest("move it into the template", {*removed, *added});
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
