#include "context.h"
#include "kubernetes/edit.h"
#include "kubernetes/option_problems.h"
#include "kubernetes/ranges.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {

namespace {

constinit const Option<Names> allowed_ports{"allowed-ports", "ports and ranges such as 3000-5000", {}, range_problem};

}  // namespace

extern constinit const Rule host_port = {
    .severity = Severity::warning,
    .group = Group::pod_security_baseline,
    .aliases = {"kics:Workload Host Port Not Specified", "kics:2b1836f1-dcce-416e-8e16-da8c71920633",
                "polaris:hostPortSet", "trivy:KSV-0024", "trivy:KSV024", "trivy:AVD-KSV-0024", "checkov:CKV_K8S_26",
                "kubescape:C-0044",
                "azure-policy:Kubernetes cluster pods should only use approved host network and port list",
                "azure-policy:82985f06-dc18-4a48-bc1c-b9f4f0098cfe",
                "gatekeeper:pod-security-policy/host-network-ports (min, max)", "kyverno:disallow-host-ports",
                "kyverno:disallow-host-ports-range", "pss:baseline: Host Ports", "cis-kubernetes:5.2.13",
                "nsa:Pod security: hostPort (C-0044)"},
    .options = {&allowed_ports},
    .check =
        [](const Container& container, Context& ctx) {
          const Names allowed = ctx[allowed_ports];
          for (const Value& port : container["ports"].items()) {
            const Value bound = port["hostPort"];
            const auto number = bound.integer();
            if (!number || *number == 0 || is_in_ranges(*number, allowed)) continue;
            Report report =
                ctx.report(bound.span(), "container '{}' takes port {} of the node, so only one copy fits on each",
                           container.name(), *number);
            if (!port["hostIP"].missing()) continue;
            if (auto edit = erase(port, {"hostPort"}, ctx.source()))
              report.suggest("leave the node's port alone", *edit);
          }
        },
};

}  // namespace plimsoll::kubernetes
