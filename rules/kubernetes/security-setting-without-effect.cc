#include <algorithm>

#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

namespace {

bool is_privileged(const Container& container) { return container["securityContext"]["privileged"].is(true); }

// What runtimes leave out for privileged containers. A local AppArmor profile they mostly apply.
void report_ignored(const Value& context, Context& ctx) {
  const Value seccomp = context["seccompProfile"], app_armor = context["appArmorProfile"];
  const Value drop = context["capabilities"]["drop"], mount = context["procMount"];
  if (seccomp["type"].is("RuntimeDefault") || seccomp["type"].is("Localhost"))
    ctx.report(seccomp.key_span(), "seccompProfile has no effect on a privileged container");
  if (app_armor["type"].is("RuntimeDefault"))
    ctx.report(app_armor.key_span(), "appArmorProfile has no effect on a privileged container");
  if (!drop.items().empty())
    ctx.report(drop.key_span(), "a privileged container may keep its capabilities, whatever it drops");
  if (mount.is("Default")) ctx.report(mount.key_span(), "procMount has no effect on a privileged container");
}

}  // namespace

extern constinit const Rule security_setting_without_effect = {
    .severity = Severity::warning,
    .group = Group::security,
    .check = {[](const Container& container, Context& ctx) {
                if (is_privileged(container)) return report_ignored(container["securityContext"], ctx);
                const Value add = container["securityContext"]["capabilities"]["add"];
                const bool not_root = container.effective("runAsUser").integer().value_or(0) > 0;
                if (!not_root || !container["securityContext"]["allowPrivilegeEscalation"].is(false) ||
                    add.items().empty())
                  return;
                ctx.report(add.key_span(),
                           "container '{}' gets no added capability: it is not root and may gain no privileges",
                           container.name())
                    .severity(Severity::info);
              },
              [](const Workload& workload, Context& ctx) {
                const auto& containers = workload.containers;
                if (!containers.empty() && std::all_of(containers.begin(), containers.end(), is_privileged))
                  report_ignored(workload["securityContext"], ctx);
              }},
};

}  // namespace plimsoll::kubernetes
