#include <algorithm>

#include "context.h"
#include "kubernetes/workload.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> exempt_kinds{"exempt-kinds", "kinds of objects whose pods may, such as DaemonSet", {}};

}  // namespace

extern constinit const Rule host_network = {
    .severity = Severity::error,
    .group = Group::pod_security_baseline,
    .aliases = {"kube-linter:host-network",
                "polaris:hostNetworkSet",
                "kubesec:HostNetwork",
                "trivy:KSV-0009",
                "trivy:KSV009",
                "trivy:AVD-KSV-0009",
                "checkov:CKV_K8S_19",
                "kics:Shared Host Network Namespace",
                "kics:6b6bdfb3-c3ae-44cb-88e4-7405c1ba2c8a",
                "kubescape:C-0041",
                "azure-policy:Kubernetes cluster pods should only use approved host network and port list",
                "azure-policy:82985f06-dc18-4a48-bc1c-b9f4f0098cfe",
                "gatekeeper:pod-security-policy/host-network-ports",
                "gatekeeper:pod-security-policy/host-namespaces (v2 flag)",
                "kyverno:disallow-host-namespaces",
                "pss:baseline: Host Namespaces",
                "cis-kubernetes:5.2.5",
                "nsa:Pod security: hostNetwork (C-0041)",
                "sonar:S6431",
                "semgrep:hostnetwork-pod",
                "terrascan:AC_K8S_0084"},
    .options = {&exempt_kinds},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Value shared = workload.setting("hostNetwork");
          const Names exempt = ctx[exempt_kinds];
          if (!shared.is(true) || std::find(exempt.begin(), exempt.end(), workload.object->kind_name) != exempt.end())
            return;
          ctx.report(shared.span(), "the pod uses the network of its node, so it reaches what listens only there")
              .suggest("set 'hostNetwork: false'", replace(shared.span(), "false"));
        },
};

}  // namespace plimsoll::kubernetes
