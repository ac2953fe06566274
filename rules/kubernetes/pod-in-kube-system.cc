#include <algorithm>

#include "context.h"
#include "kubernetes/workload.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> namespaces{
    "namespaces", "namespaces of the cluster itself", {"kube-system", "kube-public", "kube-node-lease"}};

// As kubeadm writes it for the control plane.
bool is_control_plane(const Workload& workload) {
  const Value labels = workload.pod_metadata["labels"], component = labels["component"];
  return labels["tier"].is("control-plane") && workload["priorityClassName"].is("system-node-critical") &&
         (component.is("kube-apiserver") || component.is("etcd") || component.is("kube-controller-manager") ||
          component.is("kube-scheduler"));
}

}  // namespace

extern constinit const Rule pod_in_kube_system = {
    .severity = Severity::warning,
    .group = Group::security,
    .profile = Profile::strict,
    .aliases = {"trivy:KSV-0037", "trivy:KSV037", "trivy:AVD-KSV-0037", "kics:Using Unrecommended Namespace",
                "kics:611ab018-c4aa-4ba2-b0f6-a448337509a6"},
    .options = {&namespaces},
    .check =
        [](const Workload& workload, Context& ctx) {
          const Names listed = ctx[namespaces];
          const std::string_view space = workload.object->namespace_;
          if (std::find(listed.begin(), listed.end(), space) == listed.end() || is_control_plane(workload)) return;
          ctx.report(workload.object->metadata["namespace"].span(),
                     "{} '{}' is placed in '{}', among the parts of the cluster itself", workload.object->kind_name,
                     workload.object->name, space);
        },
};

}  // namespace plimsoll::kubernetes
