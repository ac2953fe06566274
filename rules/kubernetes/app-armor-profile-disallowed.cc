#include <string>

#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> allowed{
    "allowed-profiles", "as in annotations; a * at the end stands for any rest", {"runtime/default", "localhost/*"}};

void judge(std::string_view profile, const Value& place, std::string_view instead, Context& ctx) {
  if (fits_any(profile, ctx[allowed])) return;
  Report report =
      profile == "unconfined"
          ? ctx.report(place.span(), "AppArmor is off ('{}'), so containers may do what its profile forbids",
                       place.string())
          : ctx.report(place.span(), "AppArmor profile '{}' is not among the allowed ones", profile);
  // The name of a local profile would be left behind.
  if (!place.is("Localhost") && fits_any("runtime/default", ctx[allowed]))
    report.suggest("use the runtime's profile", replace(place.span(), std::string(instead)));
}

}  // namespace

extern constinit const Rule app_armor_profile_disallowed = {
    .severity = Severity::error,
    .group = Group::pod_security_baseline,
    .aliases = {"kubesec:ApparmorUnconfined", "trivy:KSV-0002", "trivy:KSV002", "trivy:AVD-KSV-0002",
                "azure-policy:Kubernetes cluster containers should only use allowed AppArmor profiles",
                "azure-policy:511f5417-5d12-434d-ab2e-816901e72a5e", "gatekeeper:pod-security-policy/apparmor",
                "kyverno:restrict-apparmor-profiles", "pss:baseline: AppArmor", "terrascan:AC_K8S_0073"},
    .replaces = {"app-armor-profile-missing"},
    .options = {&allowed},
    .check =
        [](const Workload& workload, Context& ctx) {
          for (const Value& owner : context_owners_of(workload)) {
            const Value chosen = owner["securityContext"]["appArmorProfile"];
            const std::string profile = app_armor_profile(chosen);
            if (!profile.empty()) judge(profile, chosen["type"], "RuntimeDefault", ctx);
          }
          for (const auto& [key, value] : workload.pod_metadata["annotations"].entries()) {
            if (!key.string().starts_with(kAppArmorAnnotation) || value.templated()) continue;
            if (!value.string().empty()) judge(value.string(), value, "runtime/default", ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
