#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> host_access{"host-access", "parts of the node that it hands out are reported too", true};

constexpr std::pair<const char*, const char*> kParts[] = {
    {"allowHostDirVolumePlugin", "mount any path of the node"},
    {"allowHostNetwork", "use the network of the node"},
    {"allowHostPID", "see and signal all processes of the node"},
    {"allowHostIPC", "read the shared memory of the node's programs"},
};

}  // namespace

extern constinit const Rule security_context_constraint_privileged = {
    .severity = Severity::error,
    .group = Group::security,
    .aliases = {"kube-linter:scc-deny-privileged-container"},
    .options = {&host_access},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.kind_name != "SecurityContextConstraints") return;
          if (!object.group.empty() && object.group != "security.openshift.io") return;
          if (const Value privileged = object["allowPrivilegedContainer"]; privileged.is(true)) {
            ctx.report(privileged.span(), "constraint '{}' lets pods run with all rights of root on the node",
                       object.name);
            return;
          }
          if (!ctx[host_access]) return;
          for (const auto& [key, power] : kParts) {
            if (!object[key].is(true)) continue;
            ctx.report(object[key].span(), "constraint '{}' lets pods {}", object.name, power)
                .severity(Severity::warning);
          }
          for (const Value& capability : object["allowedCapabilities"].items()) {
            if (!capability.is("*")) continue;
            ctx.report(capability.span(), "constraint '{}' lets pods add any capability", object.name)
                .severity(Severity::warning);
          }
        },
};

}  // namespace plimsoll::kubernetes
