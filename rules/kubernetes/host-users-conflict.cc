#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {

extern constinit const Rule host_users_conflict = {
    .severity = Severity::error,
    .group = Group::correctness,
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value own = workload["hostUsers"];
          if (!own.is(false)) return;
          for (std::string_view field : {"hostNetwork", "hostPID", "hostIPC"}) {
            const Value shared = workload[field];
            if (!shared.is(true)) continue;
            ctx.report(own.span(), "a pod with users of its own cannot have '{}', so it is rejected", field)
                .note(shared.span(), "shared with the node");
            return;
          }
          for (const Container& container : workload.containers) {
            const Value devices = container["volumeDevices"];
            if (devices.items().empty()) continue;
            ctx.report(own.span(), "a pod with users of its own cannot have raw devices, as container '{}' has",
                       container.name())
                .note(devices.key_span(), "raw devices");
            return;
          }
        },
};

}  // namespace plimsoll::kubernetes
