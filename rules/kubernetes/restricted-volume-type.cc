#include <algorithm>

#include "context.h"
#include "facts/facts.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> allowed_types{
    "allowed-types", "restricted stands for those of that level, * for all", {"restricted"}};

}  // namespace

extern constinit const Rule restricted_volume_type = {
    .severity = Severity::warning,
    .group = Group::pod_security_restricted,
    .profile = Profile::strict,
    .aliases = {"trivy:KSV-0028", "trivy:KSV028", "trivy:AVD-KSV-0028",
                "azure-policy:Kubernetes cluster pods should only use allowed volume types",
                "azure-policy:16697877-1118-4fb1-9b65-9898ec2509ec", "gatekeeper:pod-security-policy/volumes",
                "kyverno:restrict-volume-types", "pss:restricted: Volume Types", "terrascan:AC_K8S_0081",
                "terrascan:AC_K8S_0130"},
    .options = {&allowed_types},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Names configured = ctx[allowed_types];
          const bool as_restricted = fits_any("restricted", configured);
          static const Fact restricted = facts::table("pod-security")["volumes"]["restricted"];
          static const Fact other = facts::table("pod-security")["volumes"]["other"];
          for (const Value& volume : volumes_of(workload)) {
            for (const auto& [key, source] : volume.entries()) {
              const std::string_view type = key.string();
              if (source.missing() || (!restricted.has(type) && !other.has(type))) continue;
              if ((as_restricted && restricted.has(type)) || fits_any(type, configured)) continue;
              ctx.report(key.span(), "volume '{}' is of type '{}', which {}", volume["name"].string(), type,
                         as_restricted ? "the restricted level does not allow" : "is not among the allowed ones");
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
