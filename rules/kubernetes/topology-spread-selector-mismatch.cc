#include <algorithm>

#include "context.h"
#include "kubernetes/labels.h"
#include "kubernetes/selector.h"
#include "kubernetes/version.h"
#include "kubernetes/workload.h"
#include "label_index.h"

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

bool is_given(std::string_view key) { return std::find(std::begin(kGiven), std::end(kGiven), key) != std::end(kGiven); }

bool is_given(const Workload& workload, std::string_view key) {
  const bool bare = workload.pod_metadata == workload.object->metadata;
  return is_given(key) || is_added(*workload.object, bare ? "labels" : "pod labels", key);
}

// As far as the labels are written.
bool fits(const Selector& selector, const Labels& labels, const Workload& workload) {
  return std::all_of(selector.requirements.begin(), selector.requirements.end(), [&](const auto& requirement) {
    return is_given(workload, requirement.key) || Selector{{requirement}}.matches(labels);
  });
}

// Each version of a Deployment is spread by itself only if the constraint tells their pods apart.
bool mixes_versions(const Workload& workload, const Value& constraint, Context& ctx) {
  constexpr int kHasKeys = 27;
  const Object& object = *workload.object;
  const Value keys = constraint["matchLabelKeys"], strategy = object["spec"]["strategy"]["type"];
  return object.is("apps", "Deployment") && object["spec"]["replicas"].integer().value_or(2) > 1 &&
         (strategy.missing() || strategy.is("RollingUpdate")) && constraint["whenUnsatisfiable"].is("DoNotSchedule") &&
         target_version(ctx) >= kHasKeys && (keys.missing() || (keys.is_list() && keys.size() == 0));
}

void check_constraint(const Workload& workload, const Labels& labels, const Value& constraint, Context& ctx) {
  const Value selector = constraint["labelSelector"], own = workload.pod_metadata["labels"];
  if (!constraint.is_map() || constraint.size() == 0) return;
  if (selector.missing()) {
    ctx.report(selector.exists() ? selector.span() : constraint.entries()[0].first.span(),
               "a constraint without 'labelSelector' fits no pods, so it does not spread them");
    return;
  }
  const auto known = selector_of(selector);
  if (!known) return;
  if (!fits(*known, labels, workload)) {
    ctx.report(selector.span(), "the selector does not fit the pods themselves, so the constraint does not spread them")
        .note(own.key_span(), "the labels of the pods");
    return;
  }
  for (const Value& key : constraint["matchLabelKeys"].items()) {
    const bool there = std::any_of(labels.begin(), labels.end(), [&](const auto& each) { return key.is(each.first); });
    if (!key.is_scalar() || key.templated() || there || is_given(workload, key.string())) continue;
    ctx.report(key.span(), "the pods have no label '{}', so the constraint ignores this key", key.string())
        .note(own.key_span(), "the labels of the pods");
  }
  if (mixes_versions(workload, constraint, ctx))
    ctx.report(selector.span(),
               "in an update the old pods count as well, so the new ones end up uneven; 'matchLabelKeys: "
               "[pod-template-hash]' counts each version by itself")
        .severity(Severity::info);
}

// Who keeps off others may mean just them. Nobody at all is never meant.
void check_avoided(const ObjectSummary& object, Choice choice, const LabelIndex& pods, const Project& project,
                   Context& ctx) {
  std::erase_if(choice.selector.requirements, [](const auto& each) { return is_given(each.key); });
  if (choice.selector.requirements.empty()) return;
  const LabelIndex::Picked picked = pods.picked(object, choice);
  if (!picked.items.empty() || !picked.known) return;
  ctx.report(project.at(object, choice.place),
             "the selector fits neither the pods themselves nor others, so the anti-affinity keeps nothing apart")
      .note(project.at(object), "its pods have other labels");
}

}  // namespace

extern constinit const Rule topology_spread_selector_mismatch = {
    .severity = Severity::warning,
    .group = Group::references,
    .check = {[](const Workload& workload, Context& ctx) {
                const auto labels = labels_of(workload.pod_metadata["labels"]);
                if (!labels || workload.steps) return;
                for (const Value& constraint : workload["topologySpreadConstraints"].items())
                  check_constraint(workload, *labels, constraint, ctx);
              },
              [](const Project& project, Context& ctx) {
                std::optional<LabelIndex> pods;
                for (const ObjectSummary& object : project.objects) {
                  if (!object.details) continue;
                  for (const Choice& choice : object.details->choices) {
                    if (choice.of != Choice::Of::avoided) continue;
                    if (!pods) pods.emplace(project, LabelIndex::What::pods);
                    check_avoided(object, choice, *pods, project, ctx);
                  }
                }
              }},
};

}  // namespace plimsoll::kubernetes
