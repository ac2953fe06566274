#include "context.h"
#include "kubernetes/scaling.h"

namespace plimsoll::kubernetes {
namespace {

// A queue suspends its jobs until it is their turn.
bool is_queued(const Object& object) { return !object.metadata["labels"]["kueue.x-k8s.io/queue-name"].missing(); }

}  // namespace

extern constinit const Rule paused_or_suspended_object = {
    .severity = Severity::info,
    .group = Group::reliability,
    .check =
        [](const Object& object, Context& ctx) {
          const Value spec = object["spec"];
          const std::string_view group = object.group;
          if (is_one_of(object, {"Deployment", "DeploymentConfig", "Rollout"}) && spec["paused"].is(true)) {
            ctx.report(spec["paused"].span(), "{} '{}' is paused, so changes to it are not rolled out",
                       object.kind_name, object.name);
          }
          const bool suspendable = is_one_of(object, {"CronJob", "Job"}) ||
                                   (group == "kustomize.toolkit.fluxcd.io" && object.kind_name == "Kustomization") ||
                                   (group == "helm.toolkit.fluxcd.io" && object.kind_name == "HelmRelease");
          if (suspendable && spec["suspend"].is(true) && !is_queued(object)) {
            ctx.report(spec["suspend"].span(), "{} '{}' is suspended, so it does nothing", object.kind_name,
                       object.name);
          }
        },
};

}  // namespace plimsoll::kubernetes
