#include <algorithm>

#include "context.h"
#include "neighbours.h"

namespace plimsoll::kubernetes {
namespace {

const Reference* target_of(const ObjectSummary& object) {
  for (const Reference& reference : object.references) {
    if (reference.field == Field::scale_target || reference.field == Field::vertical_scale_target) return &reference;
  }
  return nullptr;
}

bool share_resource(const ScalerSummary& one, const ScalerSummary& other) {
  return std::any_of(one.resources.begin(), one.resources.end(), [&](const std::string& resource) {
    return std::find(other.resources.begin(), other.resources.end(), resource) != other.resources.end();
  });
}

bool is_vertical(const ObjectSummary& object) { return object.kind_name == "VerticalPodAutoscaler"; }

}  // namespace

extern constinit const Rule duplicate_autoscaler = {
    .severity = Severity::error,
    .group = Group::references,
    .aliases = {"kyverno:prevent-duplicate-hpa", "kyverno:prevent-duplicate-vpa"},
    .check =
        [](const Project& project, Context& ctx) {
          Neighbours scalers(project);
          for (const ObjectSummary& object : project.objects) {
            const Reference* target = object.details && object.details->scaler ? target_of(object) : nullptr;
            if (!target) continue;
            const std::string name = target->kind + "/" + target->name;
            for (const ObjectSummary* other : scalers.find(object, name)) {
              if (other->name == object.name && other->kind_name == object.kind_name) continue;
              const bool alike = is_vertical(object) == is_vertical(*other);
              const ObjectSummary& vertical = is_vertical(object) ? object : *other;
              const bool fight = vertical.details->scaler->sets_requests &&
                                 share_resource(*object.details->scaler, *other->details->scaler);
              if (!alike && !fight) continue;
              ctx.report(project.at(object, target->place), "{} '{}' is scaled by {} '{}' already{}",
                         kind_in(target->kind), target->name, other->kind_name, other->name,
                         alike ? "" : ", by the same resource")
                  .severity(alike ? Severity::error : Severity::warning)
                  .note(project.at(*other), "the other one");
              break;
            }
            scalers.add(object, name);
          }
        },
};

}  // namespace plimsoll::kubernetes
