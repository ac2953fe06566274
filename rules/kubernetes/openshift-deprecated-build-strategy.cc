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
          const Value strategy = object["spec"]["strategy"], pipeline = strategy["jenkinsPipelineStrategy"];
          const Value type = strategy["type"];
          if (!pipeline.present() && !type.is("JenkinsPipeline")) return;
          ctx.report(pipeline.present() ? pipeline.key_span() : type.span(),
                     "the Jenkins pipeline strategy is deprecated; use OpenShift Pipelines (Tekton)");
        },
};

}  // namespace plimsoll::kubernetes
