#include <algorithm>

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

// A LimitRange gives containers a request that they do not name.
bool is_given(const ObjectSummary& scaler, std::string_view resource, const Project& project) {
  const auto ranges = project.index->all(scaler, "LimitRange");
  return std::any_of(ranges.begin(), ranges.end(), [&](const ObjectSummary* range) {
    if (!range->details) return false;
    const std::vector<std::string>& given = range->details->given_requests;
    return std::find(given.begin(), given.end(), resource) != given.end();
  });
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
              const auto targets = project.index->find(object, reference.kind, reference.name);
              if (targets.size() != 1 || !targets.front()->details ||
                  project.index->is_patched(*targets.front(), {"spec/containers/resources"}))
                continue;
              for (const MetricSummary& metric : object.details->scaler->metrics) {
                if (is_given(object, metric.resource, project)) continue;
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
