#include <algorithm>

#include "context.h"
#include "kubernetes/scaling.h"
#include "kubernetes/selector.h"

namespace plimsoll::kubernetes {
namespace {

bool has(const Labels& labels, const Value& key, const Value& value) {
  return std::find(labels.begin(), labels.end(), std::pair(std::string(key.string()), std::string(value.string()))) !=
         labels.end();
}

class Checker {
 public:
  Checker(const Workload& workload, Labels labels, Context& ctx)
      : workload_(workload), labels_(std::move(labels)), ctx_(ctx) {}

  void plain(const Value& selector) {
    for (const auto& [key, value] : selector.entries()) {
      if (!has(labels_, key, value)) report(join(key.span(), value.span()), key);
    }
  }
  void full(const Value& selector) {
    plain(selector["matchLabels"]);
    for (const Value& expression : selector["matchExpressions"].items()) {
      Value key = expression["key"];
      if (!fits(expression)) report(expression.span(), key);
    }
  }

 private:
  // One expression alone, as the selector that has no other.
  bool fits(const Value& expression) const {
    const auto requirement = requirement_of(expression);
    return !requirement || Selector{{*requirement}}.matches(labels_);
  }
  void report(Span place, const Value& key) {
    const Value labels = workload_.pod_metadata["labels"];
    ctx_.report(place, "the labels of the pods of {} '{}' do not fit what its selector asks of '{}'",
                workload_.object->kind_name, workload_.object->name, key.string())
        .note(labels.exists() ? labels.key_span() : workload_.pod_spec.key_span(), "the labels of the pods");
  }

  const Workload& workload_;
  Labels labels_;
  Context& ctx_;
};

}  // namespace

extern constinit const Rule mismatching_selector = {
    .severity = Severity::error,
    .group = Group::references,
    .aliases = {"kube-linter:mismatching-selector",
                "kube-score:deployment-pod-selector-labels-match-template-metadata-labels",
                "kube-score:statefulset-pod-selector-labels-match-template-metadata-labels", "kubescape:C-0296"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Object& object = *workload.object;
          const bool job = is_one_of(object, {"Job", "CronJob"});
          const bool plain = is_one_of(object, {"ReplicationController", "DeploymentConfig"});
          if (!job && !plain && !is_one_of(object, {"Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"})) return;
          const Value spec = object["spec"];
          const Value selector = (object.kind_name == "CronJob" ? spec["jobTemplate"]["spec"] : spec)["selector"];
          auto labels = labels_of(workload.pod_metadata["labels"]);
          if (!labels || selector.templated()) return;
          const bool nothing = selector["matchLabels"].size() == 0 && selector["matchExpressions"].size() == 0;
          if (selector.missing() || (nothing && !plain && selector.is_map())) {
            if (object.api_version == "apps/v1" && !selector["matchLabels"].templated())
              ctx.report(selector.span(), "{} '{}' has no selector, so the API server refuses it", object.kind_name,
                         object.name);
            return;
          }
          Checker checker(workload, std::move(*labels), ctx);
          plain ? checker.plain(selector) : checker.full(selector);
        },
};

}  // namespace plimsoll::kubernetes
