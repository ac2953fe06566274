#include <algorithm>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {
namespace {

constexpr std::string_view kFixed[] = {"DaemonSet", "Job",       "CronJob", "Pod",
                                       "Service",   "ConfigMap", "Ingress", "Namespace"};

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
          } else if ((kind.is("Deployment") || kind.is("StatefulSet") || kind.is("ReplicaSet")) && !api.is("apps/v1") &&
                     (api.missing() || api.is("v1") || is_built_in_group(group))) {
            Report report = ctx.report(api.missing() ? kind.span() : api.span(),
                                       "the target {} is found as 'apps/v1' only", kind.string());
            if (auto edit = set(target, {"apiVersion"}, "apps/v1", ctx.source())) report.fix("write 'apps/v1'", *edit);
          }
        },
};

}  // namespace plimsoll::kubernetes
