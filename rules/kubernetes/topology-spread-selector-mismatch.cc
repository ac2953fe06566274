#include <algorithm>

#include "context.h"
#include "kubernetes/labels.h"
#include "kubernetes/selector.h"
#include "kubernetes/workload.h"

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

bool is_given(const Workload& workload, std::string_view key) {
  const bool bare = workload.pod_metadata == workload.object->metadata;
  return std::find(std::begin(kGiven), std::end(kGiven), key) != std::end(kGiven) ||
         is_added(*workload.object, bare ? "labels" : "pod labels", key);
}

// As far as the labels are written.
bool fits(const Selector& selector, const Labels& labels, const Workload& workload) {
  return std::all_of(selector.requirements.begin(), selector.requirements.end(), [&](const auto& requirement) {
    return is_given(workload, requirement.key) || Selector{{requirement}}.matches(labels);
  });
}

}  // namespace

extern constinit const Rule topology_spread_selector_mismatch = {
    .severity = Severity::warning,
    .group = Group::references,
    .check =
        [](const Workload& workload, Context& ctx) {
          const auto labels = labels_of(workload.pod_metadata["labels"]);
          if (!labels || workload.steps) return;
          for (const Value& constraint : workload["topologySpreadConstraints"].items()) {
            const Value selector = constraint["labelSelector"];
            const auto known = selector_of(selector);
            if (!known || fits(*known, *labels, workload)) continue;
            ctx.report(selector.span(),
                       "the selector does not fit the pods themselves, so the constraint does not spread them")
                .note(workload.pod_metadata["labels"].key_span(), "the labels of the pods");
          }
        },
};

}  // namespace plimsoll::kubernetes
