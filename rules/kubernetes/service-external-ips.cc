#include <algorithm>

#include "context.h"
#include "kubernetes/object.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> allowed{"allowed", "addresses that Services may claim", {}};

}  // namespace

extern constinit const Rule service_external_ips = {
    .severity = Severity::warning,
    .group = Group::network,
    .aliases = {"trivy:KSV-0108", "trivy:AVD-KSV-0108",
                "azure-policy:Kubernetes cluster services should only use allowed external IPs",
                "azure-policy:d46c275d-1680-448d-b2ec-e495a3b6cc89", "gatekeeper:general/externalip",
                "kyverno:restrict-external-ips", "kyverno:restrict-service-external-ips", "terrascan:AC_K8S_0112",
                "kubernetes-api-server:externalIPs is deprecated (1.36+ warning)"},
    .options = {&allowed},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("", "Service")) return;
          const Names known = ctx[allowed];
          for (const Value& address : object["spec"]["externalIPs"].items()) {
            if (!address.is_scalar() || address.missing() || address.templated()) continue;
            if (std::find(known.begin(), known.end(), address.string()) != known.end()) continue;
            ctx.report(address.span(), "Service '{}' claims the address '{}', whoever it belongs to", object.name,
                       address.string());
          }
        },
};

}  // namespace plimsoll::kubernetes
