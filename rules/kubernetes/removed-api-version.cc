#include "context.h"
#include "kubernetes/api_versions.h"
#include "kubernetes/version.h"

namespace plimsoll::kubernetes {

extern constinit const Rule removed_api_version = {
    .severity = Severity::error,
    .group = Group::deprecated_api,
    .aliases = {"kube-linter:no-extensions-v1beta", "kube-linter:disallowed-api-obj", "kube-score:stable-version",
                "trivy:KSV-0107", "trivy:KSV107", "trivy:AVD-KSV-0107", "kics:Object Is Using A Deprecated API Version",
                "kics:94b76ea5-e074-4ca2-8a03-c5a606e30645", "gatekeeper:general/verifydeprecatedapi",
                "kyverno:check-deprecated-apis", "kyverno:openshift:disallow-deprecated-apis",
                "deprecation-tools:pluto", "deprecation-tools:kubent"},
    .check =
        [](const Object& object, Context& ctx) {
          const auto retired = retirement_of(object, target_version(ctx));
          if (!retired || !retired->removed) return;
          Report report = ctx.report(object.root["apiVersion"].span(), "{} no longer has {} of {}{}", retired->since,
                                     object.kind_name, object.api_version, advice(*retired));
          offer_replacement(report, *retired, object);
        },
};

}  // namespace plimsoll::kubernetes
