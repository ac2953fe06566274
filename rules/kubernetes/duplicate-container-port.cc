#include <map>
#include <tuple>

#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

struct Use {
  const Container* container;
  Value port;
};

// The port of the node; 0 where none is asked for, nothing where that is not known.
std::optional<int64_t> host_port_of(const Value& port) {
  const Value number = port["hostPort"];
  return number.missing() ? 0 : number.integer();
}

// By number and protocol, port and address of the node.
using Numbers = std::map<std::tuple<int64_t, std::string_view, int64_t, std::string_view>, Use>;

// The one that asks for the same, as the API server has it: another port of the node makes a difference, a lacking one
// does not, nor does an address where only one of them names it.
const Use* same_as(const Numbers::key_type& wanted, const Numbers& uses) {
  const auto& [number, protocol, host_port, address] = wanted;
  if (const auto found = uses.find(wanted); found != uses.end()) return &found->second;
  const auto least = uses.lower_bound({number, protocol, 0, ""});
  if (least != uses.end() && std::get<0>(least->first) == number && std::get<1>(least->first) == protocol &&
      (host_port == 0 || std::get<2>(least->first) == 0))
    return &least->second;
  const auto open = uses.lower_bound({number, protocol, host_port, ""});
  if (open == uses.end() || std::get<0>(open->first) != number || std::get<1>(open->first) != protocol ||
      std::get<2>(open->first) != host_port)
    return nullptr;
  return address.empty() || std::get<3>(open->first).empty() ? &open->second : nullptr;
}

void check_number(const Use& use, Numbers& uses, Context& ctx) {
  const Value number = use.port["containerPort"], protocol = use.port["protocol"], address = use.port["hostIP"];
  const auto host_port = host_port_of(use.port);
  if (!number.integer() || !host_port || protocol.templated() || address.templated()) return;
  const std::string_view name = protocol.string().empty() ? "TCP" : protocol.string();
  const Numbers::key_type key{*number.integer(), name, *host_port, address.string()};
  const Use* first = same_as(key, uses);
  if (first == nullptr) {
    uses.emplace(key, use);
    return;
  }
  if (first->port == use.port) return;
  const bool same = first->container == use.container;
  Report report =
      same ? ctx.report(number.span(), "container '{}' declares port {}/{} twice", use.container->name(),
                        *number.integer(), name)
           : ctx.report(number.span(), "containers '{}' and '{}' both want port {}/{}, and only one can have it",
                        first->container->name(), use.container->name(), *number.integer(), name);
  report.severity(same ? Severity::warning : Severity::error)
      .note(first->port["containerPort"].span(), "the first one");
}

void check_name(const Use& use, std::map<std::string_view, Use>& uses, Context& ctx) {
  const Value name = use.port["name"];
  if (name.string().empty() || name.templated()) return;
  const auto [found, fresh] = uses.try_emplace(name.string(), use);
  const Use& first = found->second;
  if (fresh || first.port == use.port) return;
  const bool same = first.container == use.container;
  Report report =
      same
          ? ctx.report(name.span(), "two ports of container '{}' are called '{}'", use.container->name(), name.string())
          : ctx.report(name.span(), "port name '{}' stands in two containers, so a Service finds only one of them",
                       name.string());
  report.severity(same ? Severity::error : Severity::warning).note(first.port["name"].span(), "the first one");
}

}  // namespace

extern constinit const Rule duplicate_container_port = {
    .severity = Severity::warning,
    .group = Group::correctness,
    .aliases = {"kube-score:container-ports-check", "kubernetes-api-server:duplicate port definition warnings"},
    .check =
        [](const Workload& workload, Context& ctx) {
          Numbers numbers;
          std::map<std::string_view, Use> names;
          for (const Container& container : workload.containers) {
            // Init containers have come to their end before others begin.
            Numbers own_numbers;
            std::map<std::string_view, Use> own_names;
            const bool alone = container.role == Container::Role::init;
            for (const Value& port : container["ports"].items()) {
              check_number({&container, port}, alone ? own_numbers : numbers, ctx);
              check_name({&container, port}, alone ? own_names : names, ctx);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
