#include <algorithm>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kFixed[] = {"DaemonSet", "Job",       "CronJob", "Pod",
                                       "Service",   "ConfigMap", "Ingress", "Namespace"};

// Where the autoscaler finds a kind that it can scale; empty if that may be anywhere.
std::string_view version_of(std::string_view kind) {
  if (kind == "Deployment" || kind == "StatefulSet" || kind == "ReplicaSet") return "apps/v1";
  return kind == "ReplicationController" ? "v1" : "";
}

}  // namespace

extern constinit const Rule hpa_target_not_scalable = {
    .severity = Severity::error,
    .group = Group::references,
    .check =
        [](const Object& object, Context& ctx) {
          if (!is_one_of(object, {"HorizontalPodAutoscaler"})) return;
          const Value target = object["spec"]["scaleTargetRef"], kind = target["kind"], api = target["apiVersion"];
          if (kind.templated() || api.templated() || !kind.is_scalar()) return;
          const std::string_view group = api.string().substr(0, api.string().find('/'));
          if (std::find(std::begin(kFixed), std::end(kFixed), kind.string()) != std::end(kFixed)) {
            if (api.missing() || api.is("v1") || is_built_in_group(group))
              ctx.report(kind.span(), "a {} has no number of replicas that could be scaled", kind.string());
            return;
          }
          const std::string_view version = version_of(kind.string());
          if (version.empty() || api.is(version) || (!api.missing() && !api.is("v1") && !is_built_in_group(group)))
            return;
          // The core group is what an absent one means.
          if (version == "v1" && (api.missing() || api.is(""))) return;
          Report report = ctx.report(kind.span(), "the target {} is found as '{}' only", kind.string(), version);
          if (api.present()) report.note(api.span(), "the version that is asked for");
          if (auto edit = set(target, {"apiVersion"}, version, ctx.source()))
            report.fix(fmt::format("write '{}'", version), *edit);
        },
};

}  // namespace plimsoll::kubernetes
