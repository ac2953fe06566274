#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule openshift_deprecated_build_strategy = {
    .severity = Severity::warning,
    .group = Group::deprecated_api,
    .aliases = {"kyverno:openshift:disallow-jenkins-pipeline-strategy"},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.kind_name != "BuildConfig" || (object.group != "build.openshift.io" && !object.group.empty()))
            return;
          const Value strategy = object["spec"]["strategy"];
          if (strategy["jenkinsPipelineStrategy"].present() || strategy["type"].is("JenkinsPipeline"))
            ctx.report(strategy.key_span(),
                       "the Jenkins pipeline strategy is deprecated; use OpenShift Pipelines (Tekton)");
        },
};

}  // namespace plimsoll::kubernetes
