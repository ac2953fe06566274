#include "context.h"
#include "kubernetes/api_versions.h"
#include "kubernetes/version.h"

namespace plimsoll::kubernetes {

extern constinit const Rule deprecated_api_version = {
    .severity = Severity::warning,
    .group = Group::deprecated_api,
    .aliases = {"trivy:KSV-0107", "trivy:KSV107", "trivy:AVD-KSV-0107", "kics:Object Is Using A Deprecated API Version",
                "kics:94b76ea5-e074-4ca2-8a03-c5a606e30645", "gatekeeper:general/verifydeprecatedapi",
                "kyverno:check-deprecated-apis", "deprecation-tools:pluto", "deprecation-tools:kubent"},
    .check =
        [](const Object& object, Context& ctx) {
          const auto retired = retirement_of(object, target_version(ctx));
          if (!retired || retired->removed) return;
          const std::string end = retired->until.empty() ? "" : fmt::format(" and goes with {}", retired->until);
          Report report = ctx.report(object.root["apiVersion"].span(), "{} of {} is deprecated since {}{}{}",
                                     object.kind_name, object.api_version, retired->since, end, advice(*retired));
          offer_replacement(report, *retired, object);
        },
};

}  // namespace plimsoll::kubernetes
