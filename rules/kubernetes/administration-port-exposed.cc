#include "context.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/ranges.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> ports{
    "ports", "ports of SSH, Telnet, RDP, VNC and the like", {"22", "23", "3389", "5800", "5900"}, range_problem};

// False for UDP and SCTP, and where a template decides.
bool is_tcp(const Value& port) {
  const Value protocol = port["protocol"];
  return protocol.missing() || protocol.is("TCP");
}

}  // namespace

extern constinit const Rule administration_port_exposed = {
    .severity = Severity::warning,
    .group = Group::network,
    .aliases = {"kube-linter:ssh-port", "kube-linter:ports", "kubescape:C-0042", "sonar:S6473"},
    .options = {&ports},
    .check = {[](const Container& container, Context& ctx) {
                if (container.role != Container::Role::regular) return;
                for (const Value& port : container["ports"].items()) {
                  for (const char* field : {"containerPort", "hostPort"}) {
                    const auto number = port[field].integer();
                    if (!number || !is_tcp(port) || !is_in_ranges(*number, ctx[ports])) continue;
                    ctx.report(port[field].span(), "container '{}' listens on port {}, which is for administration",
                               container.name(), *number);
                  }
                }
              },
              [](const Object& object, Context& ctx) {
                if (!object.is("", "Service")) return;
                for (const Value& port : object["spec"]["ports"].items()) {
                  if (!is_tcp(port)) continue;
                  for (const char* field : {"port", "targetPort"}) {
                    const auto number = port[field].integer();
                    if (!number || !is_in_ranges(*number, ctx[ports])) continue;
                    ctx.report(port[field].span(), "Service '{}' offers port {}, which is for administration",
                               object.name, *number);
                    break;
                  }
                }
              }},
};

}  // namespace plimsoll::kubernetes
