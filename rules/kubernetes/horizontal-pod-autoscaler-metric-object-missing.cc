#include "context.h"
#include "kubernetes/scaling.h"
#include "project_index.h"

namespace plimsoll::kubernetes {
namespace {

// What a metric needs, by the field that lacks it.
const char* missing_in(const Value& metric) {
  const Value object = metric["object"];
  const Value described = object["describedObject"];
  if (object.missing()) return "object";
  if (object["metric"].missing() && object["metricName"].missing()) return "object.metric";
  if (object["target"].missing()) return "object.target";
  const Value named = object["metricName"].present() ? object["target"] : described;
  if (named.missing()) return "object.describedObject";
  if (named["kind"].missing()) return "describedObject.kind";
  if (named["name"].missing()) return "describedObject.name";
  return named["apiVersion"].missing() ? "describedObject.apiVersion" : nullptr;
}

}  // namespace

extern constinit const Rule horizontal_pod_autoscaler_metric_object_missing = {
    .severity = Severity::info,
    .group = Group::references,
    .profile = Profile::all,
    .aliases = {"kics:HPA Targets Invalid Object", "kics:2f652c42-619d-4361-b361-9f599688f8ca"},
    .check = {[](const Object& object, Context& ctx) {
                if (!is_one_of(object, {"HorizontalPodAutoscaler"})) return;
                for (const Value& metric : object["spec"]["metrics"].items()) {
                  if (!metric["type"].is("Object")) continue;
                  if (const char* missing = missing_in(metric))
                    ctx.report(metric["type"].span(), "a metric of an object lacks '{}', so it measures nothing",
                               missing);
                }
              },
              [](const Project& project, Context& ctx) {
                report_dangling(project, Field::metric_object, "so the metric measures nothing", ctx);
              }},
};

}  // namespace plimsoll::kubernetes
