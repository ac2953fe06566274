#include "context.h"
#include "kubernetes/object.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/ranges.h"

namespace plimsoll::kubernetes {
namespace {

// By default all, so that an empty list can mean none.
constinit const Option<Names> allowed{"allowed", "ports and ranges such as 8000-8999", {"0-65535"}, range_problem};
constinit const Option<Names> node_ports{
    "node-port-range", "ranges in which node ports have to lie; empty: all", {}, range_problem};

}  // namespace

extern constinit const Rule service_port_not_allowed = {
    .severity = Severity::error,
    .group = Group::policy,
    .profile = Profile::all,
    .aliases = {"azure-policy:Kubernetes cluster services should listen only on allowed ports",
                "azure-policy:233a2a17-77ca-4fb1-9b6b-69223d272a44", "kyverno:restrict-service-port-range"},
    .options = {&allowed, &node_ports},
    .check =
        [](const Object& object, Context& ctx) {
          const bool own = object.name == "kubernetes" && (object.namespace_.empty() || object.namespace_ == "default");
          if (!object.is("", "Service") || own) return;
          for (const Value& entry : object["spec"]["ports"].items()) {
            const Value port = entry["port"], node_port = entry["nodePort"];
            const auto number = port.integer(), node_number = node_port.integer();
            if (number && !is_in_ranges(*number, ctx[allowed]))
              ctx.report(port.span(), "Service '{}' listens on port {}, which is not approved", object.name, *number);
            const Names ranges = ctx[node_ports];
            if (node_number.value_or(0) != 0 && !ranges.empty() && !is_in_ranges(*node_number, ranges))
              ctx.report(node_port.span(), "Service '{}' listens on node port {}, which is not approved", object.name,
                         *node_number);
          }
        },
};

}  // namespace plimsoll::kubernetes
