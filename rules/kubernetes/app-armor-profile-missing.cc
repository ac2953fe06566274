#include <string>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule app_armor_profile_missing = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kubesec:ApparmorAny", "kics:Missing AppArmor Profile", "kics:8b36775e-183d-4d46-b0f7-96a6f34a723f",
                "kyverno:add-apparmor", "terrascan:AC_K8S_0073"},
    .check =
        [](const Container& container, Context& ctx) {
          const Workload& workload = *container.workload;
          if (workload.windows || workload.steps) return;
          for (const Value& owner : {container.value, workload.pod_spec}) {
            const auto type = owner.known({"securityContext", "appArmorProfile", "type"});
            if (!type || (!type->missing() && !type->is_scalar())) return;
          }
          const Value type = container.effective("appArmorProfile", "type");
          const Value annotation =
              workload.pod_metadata["annotations"][std::string(kAppArmorAnnotation).append(container["name"].string())];
          const Value& chosen = type.missing() && !annotation.string().empty() ? annotation : type;
          if (!chosen.missing()) {
            if (!same_letters(chosen.string(), "unconfined")) return;
            ctx.report(chosen.span(), "'{}' leaves containers without an AppArmor profile", chosen.string());
            return;
          }
          Report report =
              ctx.report(container.place_of(type), "container '{}' names no AppArmor profile", container.name());
          if (auto edit = set(workload.pod_spec, {"securityContext", "appArmorProfile", "type"}, "RuntimeDefault",
                              ctx.source()))
            report.suggest("set the pod's appArmorProfile to RuntimeDefault", *edit);
        },
};

}  // namespace plimsoll::kubernetes
