#include <algorithm>

#include "context.h"
#include "kubernetes/selector.h"
#include "kubernetes/workload.h"
#include "kustomization.h"

namespace plimsoll::kubernetes {
namespace {

// Labels that controllers give to the pods that they make.
constexpr std::string_view kGiven[] = {"pod-template-hash",
                                       "controller-revision-hash",
                                       "controller-uid",
                                       "job-name",
                                       "batch.kubernetes.io/controller-uid",
                                       "batch.kubernetes.io/job-name",
                                       "batch.kubernetes.io/job-completion-index",
                                       "statefulset.kubernetes.io/pod-name",
                                       "apps.kubernetes.io/pod-index"};

// What the labels do not meet, or nullptr.
const Selector::Requirement* unmet(const Selector& selector, const Labels& labels) {
  for (const Selector::Requirement& requirement : selector.requirements) {
    if (std::find(std::begin(kGiven), std::end(kGiven), requirement.key) != std::end(kGiven)) continue;
    if (!Selector{{requirement}}.matches(labels)) return &requirement;
  }
  return nullptr;
}

}  // namespace

extern constinit const Rule topology_spread_selector_mismatch = {
    .severity = Severity::warning,
    .group = Group::references,
    .check =
        [](const Workload& workload, Context& ctx) {
          const auto labels = labels_of(workload.pod_metadata["labels"]);
          if (!labels || workload.steps) return;
          const bool bare = workload.pod_metadata == workload.object->metadata;
          for (const Value& constraint : workload["topologySpreadConstraints"].items()) {
            const Value selector = constraint["labelSelector"];
            const auto known = selector_of(selector);
            const Selector::Requirement* requirement = known ? unmet(*known, *labels) : nullptr;
            if (!requirement) continue;
            ctx.report(selector.span(),
                       "the selector does not fit the pods themselves, so the constraint does not spread them")
                .note(workload.pod_metadata["labels"].key_span(), "the labels of the pods")
                .unless(added_fact(ctx.source().path(), bare ? "labels" : "pod labels", requirement->key));
          }
        },
};

}  // namespace plimsoll::kubernetes
