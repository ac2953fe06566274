#include <string>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> allowed{
    "allowed-profiles", "as in annotations; a * at the end stands for any rest", {"runtime/default", "localhost/*"}};
constinit const Option<bool> require{"require-profile", "a container without one is wrong, too", false};
constinit const Option<bool> strict_pss{"strict-pss", "unknown types are wrong, as Pod Security has it", false};

void judge(std::string_view profile, const Value& place, std::string_view instead, Context& ctx) {
  if (fits_any(profile, ctx[allowed])) return;
  Report report =
      profile == "unconfined"
          ? ctx.report(place.span(), "AppArmor is off ('{}'), so containers may do what its profile forbids",
                       place.string())
          : ctx.report(place.span(), "AppArmor profile '{}' is not among the allowed ones", profile);
  // The name of a local profile would be left behind.
  const auto edit = set_text(place, instead);
  if (edit && !place.is("Localhost") && fits_any("runtime/default", ctx[allowed]))
    report.suggest("use the runtime's profile", *edit);
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
    .options = {&allowed, &require, &strict_pss},
    .check = {[](const Workload& workload, Context& ctx) {
                for (const Value& owner : context_owners_of(workload)) {
                  const Value chosen = owner["securityContext"]["appArmorProfile"];
                  const std::string profile = app_armor_profile(chosen);
                  if (!profile.empty()) judge(profile, chosen["type"], "RuntimeDefault", ctx);
                  const Value type = chosen["type"];
                  const bool known =
                      type.is("RuntimeDefault") || type.is("Localhost") || same_letters(type.string(), "Unconfined");
                  if (ctx[strict_pss] && type.is_scalar() && !type.templated() && !known)
                    ctx.report(type.span(), "'{}' is no type of AppArmor profile", type.string());
                }
                for (const auto& [key, value] : workload.pod_metadata["annotations"].entries()) {
                  if (!key.string().starts_with(kAppArmorAnnotation) || value.templated()) continue;
                  if (!value.string().empty()) judge(value.string(), value, "runtime/default", ctx);
                }
              },
              [](const Container& container, Context& ctx) {
                const Workload& workload = *container.workload;
                if (!ctx[require] || workload.windows || workload.steps) return;
                for (const Value& owner : {container.value, workload.pod_spec}) {
                  const auto type = owner.known({"securityContext", "appArmorProfile", "type"});
                  if (!type || !type->missing()) return;
                }
                const std::string key = std::string(kAppArmorAnnotation).append(container["name"].string());
                if (!workload.pod_metadata["annotations"][key].string().empty()) return;
                ctx.report(container.place(), "container '{}' names no AppArmor profile, as it has to here",
                           container.name());
              }},
};

}  // namespace plimsoll::kubernetes
