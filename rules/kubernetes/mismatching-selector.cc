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
  Checker(const Object& object, const Value& labels, Labels known, Context& ctx)
      : object_(object), written_(labels), labels_(std::move(known)), ctx_(ctx) {}

  void plain(const Value& selector) {
    for (const auto& [key, value] : selector.entries()) {
      if (key.templated() || value.templated() || has(labels_, key, value)) continue;
      report(join(key.span(), value.span()), key);
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
    ctx_.report(place, "the labels of the pods of {} '{}' do not fit what its selector asks of '{}'", object_.kind_name,
                object_.name, key.string())
        .note(written_.key_span(), "the labels of the pods");
  }

  const Object& object_;
  Value written_;
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
        [](const Object& object, Context& ctx) {
          const bool job = is_one_of(object, {"Job", "CronJob"});
          const bool plain = is_one_of(object, {"ReplicationController", "DeploymentConfig"});
          if (!job && !plain && !is_one_of(object, {"Deployment", "ReplicaSet", "StatefulSet", "DaemonSet"})) return;
          const Value spec = object.kind_name == "CronJob" ? object["spec"]["jobTemplate"]["spec"] : object["spec"];
          const Value selector = spec["selector"], pods = spec["template"], written = pods["metadata"]["labels"];
          auto labels = labels_of(written);
          if (!pods.is_map() || pods["metadata"].templated() || !labels || selector.templated()) return;
          const bool nothing = selector["matchLabels"].size() == 0 && selector["matchExpressions"].size() == 0;
          if (selector.missing() || (nothing && !plain && selector.is_map())) {
            // Without a pod it may be a patch that is laid over others.
            if (object.api_version == "apps/v1" && pods["spec"].present() && !selector["matchLabels"].templated())
              ctx.report(selector.span(), "{} '{}' has no selector, so the API server refuses it", object.kind_name,
                         object.name);
            return;
          }
          Checker checker(object, written, std::move(*labels), ctx);
          plain ? checker.plain(selector) : checker.full(selector);
        },
};

}  // namespace plimsoll::kubernetes
