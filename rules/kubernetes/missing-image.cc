#include <algorithm>

#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

// Others fill the image in: an image stream of OpenShift, Knative, the task that a step refers to.
bool comes_later(const Workload& workload) {
  const Object& object = *workload.object;
  return workload.steps || object.kind_name == "DeploymentConfig" || object.group == "serving.knative.dev" ||
         !object.metadata["annotations"]["image.openshift.io/triggers"].missing();
}

// What lacks more than the image is a patch. (Those of built-in kinds are known for what they are.)
bool is_whole(const Workload& workload) {
  const Object& object = *workload.object;
  for (const char* kind : {"Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"}) {
    if (object.kind_name == kind) return !object["spec"]["selector"].missing();
  }
  if (is_built_in_group(object.group)) return true;
  return std::any_of(workload.containers.begin(), workload.containers.end(),
                     [](const Container& container) { return !container["image"].missing(); });
}

bool has_blank_end(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  return !text.empty() && (kBlanks.find(text.front()) != kBlanks.npos || kBlanks.find(text.back()) != kBlanks.npos);
}

}  // namespace

extern constinit const Rule missing_image = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Workload& workload, Context& ctx) {
          if (comes_later(workload)) return;
          const bool whole = is_whole(workload);
          for (const Container& container : workload.containers) {
            if (!container["$patch"].missing()) continue;
            const Value image = container["image"];
            const MappedText text = image.mapped(ctx.source());
            const bool blank =
                image.is_scalar() && image.string().find_first_not_of(" \t\r\n") == std::string_view::npos;
            if (!blank && !image.templated() && has_blank_end(text.text()))
              ctx.report(text.span(text.text()),
                         "the image of container '{}' begins or ends with white space, so the pod is rejected",
                         container.name());
            if (!blank && !(image.missing() && whole)) continue;
            ctx.report(blank ? image.span() : container.place_of(image),
                       "container '{}' has no image, so the pod is rejected", container.name());
          }
        },
};

}  // namespace plimsoll::kubernetes
