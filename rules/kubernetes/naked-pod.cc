#include "context.h"
#include "kubernetes/object.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> exempt_finite{"exempt-finite", "not pods that end, by restartPolicy Never or OnFailure",
                                           false};

// Run by the kubelet of one node, from a file there.
bool is_static(const Object& object) {
  return !object.metadata["annotations"]["kubernetes.io/config.source"].missing() ||
         object.document->source->path().find("etc/kubernetes/manifests/") != std::string::npos;
}

}  // namespace

extern constinit const Rule naked_pod = {
    .severity = Severity::info,
    .group = Group::reliability,
    .profile = Profile::strict,
    .aliases = {"kubescape:C-0073", "azure-policy:Kubernetes cluster should not use naked pods",
                "azure-policy:65280eef-c8b4-425e-9aec-af55e55bf581", "kyverno:prevent-bare-pods",
                "kyverno:cleanup-bare-pods", "polaris:nakedPod"},
    .options = {&exempt_finite},
    .check =
        [](const Object& object, Context& ctx) {
          if (object.kind_name != "Pod" || !is_built_in_group(object.group) || object.namespace_ == "kube-system")
            return;
          const Value policy = object["spec"]["restartPolicy"];
          if (ctx[exempt_finite] && (policy.is("Never") || policy.is("OnFailure"))) return;
          if (object.metadata["ownerReferences"].size() > 0 || is_static(object) ||
              !object.metadata["annotations"]["helm.sh/hook"].missing())
            return;
          const Value kind = object.root["kind"];
          ctx.report(kind.exists() ? kind.span() : object.place(),
                     "nothing brings pod '{}' back when it is evicted or its node goes away", object.name);
        },
};

}  // namespace plimsoll::kubernetes
