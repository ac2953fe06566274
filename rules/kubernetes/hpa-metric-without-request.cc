#include "context.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

const ContainerSummary* lacking(const PodSummary& pod, const MetricSummary& metric) {
  for (const ContainerSummary& container : pod.containers) {
    if (!metric.container.empty() && container.name != metric.container) continue;
    if (metric.resource == "cpu" && !container.requests_cpu) return &container;
    if (metric.resource == "memory" && !container.requests_memory) return &container;
  }
  return nullptr;
}

}  // namespace

extern constinit const Rule hpa_metric_without_request = {
    .severity = Severity::error,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          for (const ObjectSummary& object : project.objects) {
            for (const Reference& reference : object.references) {
              if (reference.field != Field::scale_target || !object.details || !object.details->scaler) continue;
              // A LimitRange may give what is missing.
              if (!project.index->all(object, "LimitRange").empty()) continue;
              const auto targets = project.index->find(object, reference.kind, reference.name);
              if (targets.size() != 1 || !targets.front()->details || project.index->is_patched(*targets.front()))
                continue;
              for (const MetricSummary& metric : object.details->scaler->metrics) {
                for (const PodSummary& pod : targets.front()->details->pods) {
                  const ContainerSummary* container = lacking(pod, metric);
                  if (!container) continue;
                  ctx.report(project.at(object, metric.place),
                             "a share of the {} request is wanted, but container '{}' of {} '{}' requests none",
                             metric.resource, container->name, targets.front()->kind_name, targets.front()->name)
                      .note(project.at(*targets.front(), container->place), "this container");
                }
              }
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
