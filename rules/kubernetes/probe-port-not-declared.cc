#include <algorithm>

#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/probes.h"
#include "suggest.h"

namespace plimsoll::kubernetes {
namespace {

struct Ports {
  std::vector<std::string_view> names;
  std::vector<int64_t> numbers;
  bool known = true;  // there are no others
  bool any = false;
};

Ports ports_of(const Container& container) {
  const Value list = container["ports"];
  Ports ports{.known = !list.templated() && (list.missing() || list.is_list())};
  for (const Value& port : list.items()) {
    const Value name = port["name"], number = port["containerPort"], protocol = port["protocol"];
    ports.any = true;
    if (!port.is_map() || name.templated() || number.templated() || protocol.templated()) ports.known = false;
    if (!protocol.string().empty() && !protocol.is("TCP")) continue;
    if (!name.string().empty()) ports.names.push_back(name.string());
    if (number.integer()) ports.numbers.push_back(*number.integer());
  }
  return ports;
}

void check_port(const Value& action, std::string_view handler, const Container& container, const Ports& ports,
                Context& ctx) {
  const Value port = action["port"];
  if (!port.is_scalar() || port.templated()) return;
  if (port.integer()) {
    if (ctx.unasked() || !ports.any || action["host"].present()) return;
    if (std::find(ports.numbers.begin(), ports.numbers.end(), *port.integer()) != ports.numbers.end()) return;
    ctx.report(port.span(), "{} asks port {}, which container '{}' does not declare", handler, *port.integer(),
               container.name())
        .severity(Severity::info);
  } else if (port.is_string() &&
             std::find(ports.names.begin(), ports.names.end(), port.string()) == ports.names.end()) {
    Report report = ctx.report(port.span(), "{} asks port '{}', and container '{}' has no TCP port of this name",
                               handler, port.string(), container.name());
    const auto meant = closest(port.string(), ports.names);
    if (!meant) return;
    if (auto edit = set_text(port, *meant)) report.suggest(fmt::format("write '{}'", *meant), *edit);
  }
}

}  // namespace

extern constinit const Rule probe_port_not_declared = {
    .severity = Severity::error,
    .group = Group::correctness,
    .aliases = {"kube-linter:liveness-port", "kube-linter:readiness-port", "kube-linter:startup-port"},
    .check =
        [](const Container& container, Context& ctx) {
          if (container.role != Container::Role::regular && container.role != Container::Role::sidecar) return;
          // Knative fills in the port and its name.
          if (container.workload->object->group == "serving.knative.dev" || container.value.node()->partial) return;
          const Ports ports = ports_of(container);
          if (!ports.known) return;
          for (const Handler& handler : handlers_of(container)) {
            for (const char* action : {"httpGet", "tcpSocket", "grpc"})
              check_port(handler.value[action], handler.name, container, ports, ctx);
          }
        },
};

}  // namespace plimsoll::kubernetes
