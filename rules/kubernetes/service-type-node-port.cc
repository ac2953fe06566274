#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {

extern constinit const Rule service_type_node_port = {
    .severity = Severity::warning,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"kube-linter:exposed-services", "kube-score:service-type", "kics:Service Type is NodePort",
                "kics:845acfbe-3e10-4b8e-b656-3b404d36dfb2", "gatekeeper:general/block-nodeport-services",
                "kyverno:restrict-nodeport", "kyverno:restrict-node-port", "terrascan:AC_K8S_0111"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value type = object["spec"]["type"];
          if (!object.is("", "Service") || !type.is("NodePort")) return;
          ctx.report(type.span(), "Service '{}' opens a port on every node", object.name);
        },
};

extern constinit const Rule service_type_load_balancer = {
    .severity = Severity::info,
    .group = Group::network,
    .profile = Profile::all,
    .aliases = {"kube-linter:exposed-services", "kubescape:C-0256", "gatekeeper:general/block-loadbalancer-services",
                "kyverno:no-loadbalancer-service", "kyverno:restrict-loadbalancer"},
    .check =
        [](const Object& object, Context& ctx) {
          const Value type = object["spec"]["type"];
          if (!object.is("", "Service") || !type.is("LoadBalancer")) return;
          ctx.report(type.span(), "Service '{}' asks for a load balancer of its own", object.name);
        },
};

}  // namespace plimsoll::kubernetes
