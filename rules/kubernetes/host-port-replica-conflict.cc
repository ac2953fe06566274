#include "context.h"
#include "kubernetes/scaling.h"
#include "kubernetes/spreading.h"

namespace plimsoll::kubernetes {
namespace {

// The first port of the pod that is one of the node; a zero is none.
Value node_port_of(const Workload& workload) {
  const bool host_network = workload["hostNetwork"].is(true);
  for (const Container& container : workload.containers) {
    if (container.role == Container::Role::init || container.role == Container::Role::ephemeral) continue;
    for (const Value& port : container["ports"].items()) {
      const Value bound = port["hostPort"].missing() && host_network ? port["containerPort"] : port["hostPort"];
      if (bound.integer().value_or(0) > 0) return bound;
    }
  }
  return {};
}

}  // namespace

extern constinit const Rule host_port_replica_conflict = {
    .severity = Severity::warning,
    .group = Group::reliability,
    .replaces = {"host-port"},
    .check =
        [](const Workload& workload, Context& ctx) {
          const auto replicas = replicas_of(*workload.object);
          const Value port = node_port_of(workload);
          if (!replicas || replicas->number.value_or(1) < 2 || !port.exists()) return;
          if (keeps_apart(workload, Apart::strictly)) return;
          ctx.report(port.span(), "each of the {} pods takes port {} of its node, so each needs a node of its own",
                     *replicas->number, *port.integer())
              .note(replicas->value.span(), "so many pods");
        },
};

}  // namespace plimsoll::kubernetes
