#include <algorithm>
#include <string>

#include "context.h"
#include "kubernetes/security.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

namespace {

// Chosen, or unknown, but not switched off.
bool is_on(const Value& profile) { return !profile.missing() && !same_letters(profile.string(), "unconfined"); }

bool drops_some(const Container& container) {
  const auto dropped = dropped_capabilities(container);
  const auto added = capabilities_of(container, "add");
  return !dropped || (!dropped->empty() && std::none_of(added.begin(), added.end(),
                                                        [](const Capability& each) { return each.name == "ALL"; }));
}

}  // namespace

extern constinit const Rule linux_hardening_missing = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"polaris:linuxHardening", "kubescape:C-0055", "nsa:Pod security: Linux hardening (C-0055)"},
    .check =
        [](const Container& container, Context& ctx) {
          const Workload& workload = *container.workload;
          const Value annotations = workload.pod_metadata["annotations"];
          const Value selinux = container.effective("seLinuxOptions");
          if (workload.windows || workload.steps || drops_some(container) ||
              is_on(container.effective("appArmorProfile", "type")) ||
              is_on(container.effective("seccompProfile", "type")) ||
              is_on(annotations[std::string(kAppArmorAnnotation).append(container["name"].string())]) ||
              (!selinux.missing() && !(selinux.is_map() && selinux.size() == 0)))
            return;
          ctx.report(container.place(),
                     "container '{}' uses none of AppArmor, seccomp, SELinux and dropped capabilities",
                     container.name());
        },
};

}  // namespace plimsoll::kubernetes
