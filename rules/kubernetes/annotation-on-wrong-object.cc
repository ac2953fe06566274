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

void check_service_only(const Value& annotations, Context& ctx) {
  static const Fact table = facts::table("annotation-places");
  for (const auto& [key, value] : annotations.entries()) {
    if (is_listed(key.string(), table["service"]))
      ctx.report(key.span(), "annotation '{}' has an effect on a Service only", key.string());
  }
}

// Labels and annotations that the template lacks, be it as the one or the other.
void check_pod_only(const Workload& workload, std::string_view kind, Context& ctx) {
  static const Fact table = facts::table("annotation-places");
  const Value& owner = workload.object->metadata;
  const std::string_view word = kind == "labels" ? "label" : "annotation";
  for (const auto& [key, value] : owner[kind].entries()) {
    const std::string_view name = key.string();
    if (!is_listed(name, table["pod"]) || workload.pod_metadata["annotations"][name].present() ||
        workload.pod_metadata["labels"][name].present())
      continue;
    Report report =
        ctx.report(key.span(), "{} '{}' has an effect on pods only, and belongs into the template", word, name);
    const auto removed = erase(owner, {kind, name}, ctx.source());
    if (!workload.pod_metadata.is_map() || !value.is_scalar() || !removed) continue;
    if (auto added = set(workload.pod_metadata, {kind, name}, ctx.source().text(value.span()), ctx.source()))
      report.suggest("move it into the template", {*removed, *added});
  }
}

}  // namespace

extern constinit const Rule annotation_on_wrong_object = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .check =
        [](const Workload& workload, Context& ctx) {
          const Object& object = *workload.object;
          if (workload.pod_metadata.templated() || workload.pod_metadata["annotations"].templated()) return;
          check_service_only(workload.pod_metadata["annotations"], ctx);
          if (!object.is("apps.kruise.io", "CloneSet") &&
              !is_one_of(object, {"Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController",
                                  "Job", "CronJob", "DeploymentConfig", "Rollout"}))
            return;
          check_service_only(object.metadata["annotations"], ctx);
          check_pod_only(workload, "annotations", ctx);
          check_pod_only(workload, "labels", ctx);
        },
};

}  // namespace plimsoll::kubernetes
