#include <algorithm>
#include <charconv>

#include "context.h"
#include "kubernetes/security.h"

namespace plimsoll::kubernetes {
namespace {

bool is_listed(const std::vector<Capability>& capabilities, std::initializer_list<std::string_view> names) {
  return std::any_of(capabilities.begin(), capabilities.end(), [&](const Capability& capability) {
    return std::find(names.begin(), names.end(), capability.name) != names.end();
  });
}

bool may_bind(const Container& container) {
  return !is_listed(capabilities_of(container, "drop"), {"ALL", "NET_BIND_SERVICE"}) ||
         is_listed(capabilities_of(container, "add"), {"ALL", "NET_BIND_SERVICE"}) ||
         container["securityContext"]["privileged"].is(true);
}

// The first port that everybody may bind.
int64_t first_free_port(const Workload& workload) {
  int64_t first = 1024;
  for (const Value& sysctl : workload.pod_setting("sysctls").items()) {
    if (!sysctl["name"].is("net.ipv4.ip_unprivileged_port_start")) continue;
    const std::string_view text = sysctl["value"].string();
    if (std::from_chars(text.data(), text.data() + text.size(), first).ec != std::errc()) first = 0;
  }
  return first;
}

}  // namespace

extern constinit const Rule non_root_binds_privileged_port = {
    .severity = Severity::warning,
    .group = Group::reliability,
    .profile = Profile::strict,
    .check =
        [](const Container& container, Context& ctx) {
          const Workload& workload = *container.workload;
          if (container.role != Container::Role::regular || workload.windows || may_bind(container)) return;
          const bool non_root = container.effective("runAsNonRoot").is(true) ||
                                container.effective("runAsUser").integer().value_or(0) > 0;
          if (!non_root) return;
          const bool host_network = workload["hostNetwork"].is(true);
          const int64_t free = first_free_port(workload);
          for (const Value& port : container["ports"].items()) {
            const Value bound = port["containerPort"];
            if (!bound.integer() || *bound.integer() <= 0 || *bound.integer() >= free) continue;
            ctx.report(bound.span(), "container '{}' is not root, and without NET_BIND_SERVICE may not bind port {}",
                       container.name(), *bound.integer())
                .severity(host_network ? Severity::warning : Severity::info);
          }
        },
};

}  // namespace plimsoll::kubernetes
