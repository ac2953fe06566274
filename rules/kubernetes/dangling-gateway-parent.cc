#include <string>
#include <vector>

#include "context.h"
#include "routing.h"
#include "suggest.h"

namespace plimsoll::kubernetes {
namespace {

std::string hint(const ParentSummary& parent, const ObjectSummary& gateway) {
  std::vector<std::string_view> names;
  for (const Listener& listener : gateway.details->routing->listeners) names.push_back(listener.name);
  const auto similar = closest(parent.listener, names);
  return similar ? fmt::format("; did you mean '{}'?", *similar) : "";
}

void report(const ObjectSummary& route, const ParentSummary& parent, const Refusal& refusal, const Project& project,
            Context& ctx) {
  using Reason = Refusal::Reason;
  const Reason reason = refusal.reason;
  const Listener* const listener = refusal.listener;
  const std::string who = listener ? fmt::format("listener '{}' of Gateway '{}'", listener->name, parent.gateway)
                                   : fmt::format("no listener of Gateway '{}'", parent.gateway);
  const std::string takes = listener ? "takes no" : "takes", is = listener ? "is not" : "is";
  const Location& place = project.at(route, reason == Reason::name   ? parent.listener_place
                                            : reason == Reason::port ? parent.port_place
                                                                     : parent.place);
  auto tell = [&]() -> Report {
    switch (reason) {
      case Reason::name:
        return ctx.report(place, "Gateway '{}' has no listener '{}', so nothing is routed{}", parent.gateway,
                          parent.listener, hint(parent, *refusal.gateway));
      case Reason::port:
        return ctx.report(place, "{} {} at port {}, so nothing is routed", who, is, std::to_string(parent.port));
      case Reason::kind:
        return ctx.report(place, "{} {} {}s, so nothing is routed", who, takes, route.kind_name);
      case Reason::space:
        return ctx.report(place, "{} {} routes of the namespace '{}', so nothing is routed", who, takes,
                          route.namespace_);
      default:
        return ctx.report(place, "{} {} for a hostname of the route{}, so nothing is routed", who, is,
                          listener ? fmt::format(" but for '{}'", *listener->hostname) : "");
    }
  };
  const bool of_gateway = !listener || reason == Reason::name;
  tell().note(of_gateway ? project.at(*refusal.gateway) : project.at(*refusal.gateway, listener->place),
              of_gateway ? "the Gateway" : "the listener");
}

}  // namespace

extern constinit const Rule dangling_gateway_parent = {
    .severity = Severity::warning,
    .group = Group::references,
    .check =
        [](const Project& project, Context& ctx) {
          report_dangling(project, Field::route_parent, "so nothing is routed", ctx);
          Routing routing(project);
          for (const ObjectSummary& route : project.objects) {
            if (!route.details || !route.details->routing) continue;
            for (const ParentSummary& parent : route.details->routing->parents) {
              if (const auto refused = routing.refusal(route, parent)) report(route, parent, *refused, project, ctx);
            }
          }
        },
};

}  // namespace plimsoll::kubernetes
