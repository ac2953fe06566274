#include <algorithm>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/probes.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

namespace {

bool is_loopback(std::string_view host) { return host == "localhost" || host == "::1" || host.starts_with("127."); }

}  // namespace

extern constinit const Rule probe_or_hook_host_set = {
    .severity = Severity::warning,
    .group = Group::pod_security_baseline,
    .aliases = {"gatekeeper:pod-security-policy/host-probes-lifecycle",
                "pss:baseline: Host Probes / Lifecycle Hooks (1.34+)"},
    .check =
        [](const Container& container, Context& ctx) {
          for (const auto& [name, handler] : handlers_of(container)) {
            for (std::string_view action : {"httpGet", "tcpSocket"}) {
              const Value host = handler[action]["host"];
              if (host.string().empty() || host.templated()) continue;
              // With the node's network it is the pod that answers there.
              if (is_loopback(host.string()) && container.workload->setting("hostNetwork").is(true)) {
                ctx.report(host.span(),
                           "{} of container '{}' names a host, which Pod Security forbids even if it is '{}'", name,
                           container.name(), host.string())
                    .severity(Severity::info);
                continue;
              }
              Report report =
                  ctx.report(host.span(), "{} of container '{}' makes the kubelet call '{}' instead of the pod", name,
                             container.name(), host.string());
              if (auto edit = erase(handler, {action, "host"}, ctx.source())) report.suggest("ask the pod", *edit);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
