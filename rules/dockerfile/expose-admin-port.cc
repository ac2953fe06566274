#include "context.h"
#include "dockerfile/model.h"
#include "dockerfile/ports.h"
#include "facts/facts.h"

namespace plimsoll::dockerfile {
namespace {

constinit const Option<Names> ports{"ports", "further ports, or ranges such as 5900-5903, that count", {}};

bool meets(const PortRange& a, std::string_view text) {
  const auto b = port_range(text);
  return b && a.first <= b->last && b->first <= a.last;
}

}  // namespace

extern constinit const Rule expose_admin_port = {
    .severity = Severity::warning,
    .group = Group::security,
    .aliases = {"sonar:S6473"},
    .options = {&ports},
    .check =
        [](const Expose& expose, Context& ctx) {
          if (!shipped(expose)) return;
          static const Fact known = facts::table("container-runtime")["admin-ports"];
          const auto service_at = [&](const ExposedPort& port) -> std::string_view {
            for (const auto& [range, service] : known.entries()) {
              if (meets(port, range)) return service.string();
            }
            for (std::string_view range : ctx[ports]) {
              if (meets(port, range)) return "administration";
            }
            return {};
          };
          for (const ExposedPort& port : exposed_ports(expose)) {
            if (port.protocol != "tcp") continue;
            const std::string_view service = service_at(port);
            if (!service.empty())
              ctx.report(port.word.span, "port '{}' is for {}, no port for strangers", port.text, service);
          }
        },
};

}  // namespace plimsoll::dockerfile
