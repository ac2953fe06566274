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

void check_number(const Use& use, std::map<std::tuple<int64_t, std::string_view>, Use>& uses, Context& ctx) {
  const Value number = use.port["containerPort"], protocol = use.port["protocol"];
  if (!number.integer() || protocol.templated()) return;
  const std::string_view name = protocol.string().empty() ? "TCP" : protocol.string();
  const auto [found, fresh] = uses.try_emplace({*number.integer(), name}, use);
  const Use& first = found->second;
  if (fresh || first.port == use.port) return;
  for (std::string_view key : {"hostIP", "hostPort"}) {
    const Value a = first.port[key], b = use.port[key];
    if (a.templated() || b.templated() || a.string() != b.string()) return;
  }
  const bool same = first.container == use.container;
  Report report =
      same ? ctx.report(number.span(), "container '{}' declares port {}/{} twice", use.container->name(),
                        *number.integer(), name)
           : ctx.report(number.span(), "containers '{}' and '{}' both want port {}/{}, and only one can have it",
                        first.container->name(), use.container->name(), *number.integer(), name);
  report.severity(same ? Severity::warning : Severity::error).note(first.port["containerPort"].span(), "the first one");
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
          std::map<std::tuple<int64_t, std::string_view>, Use> numbers;
          std::map<std::string_view, Use> names;
          for (const Container& container : workload.containers) {
            // Init containers have come to their end before others begin.
            if (container.role == Container::Role::init) continue;
            for (const Value& port : container["ports"].items()) {
              check_number({&container, port}, numbers, ctx);
              check_name({&container, port}, names, ctx);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
