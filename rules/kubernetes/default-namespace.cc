#include <algorithm>

#include "context.h"
#include "kubernetes/scope.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<bool> count_absent{"count-absent", "no namespace means the default one", true};
constinit const Option<Names> kinds{"kinds", "the only kinds to look at", {}};

// Objects that the cluster itself keeps there.
bool lives_in_default(const Object& object) {
  const std::string_view kind = object.kind_name, name = object.name;
  if (kind == "ServiceAccount") return name == "default";
  if (kind == "ConfigMap") return name == "kube-root-ca.crt";
  return name == "kubernetes" && (kind == "Service" || kind == "Endpoints" || kind == "EndpointSlice");
}

}  // namespace

extern constinit const Rule default_namespace = {
    .severity = Severity::info,
    .group = Group::metadata,
    .profile = Profile::all,
    .aliases = {"kube-linter:use-namespace", "trivy:KSV-0110", "trivy:KSV110", "trivy:AVD-KSV-0110",
                "checkov:CKV_K8S_21", "kics:Using Unrecommended Namespace", "kics:611ab018-c4aa-4ba2-b0f6-a448337509a6",
                "kubescape:C-0061", "kubescape:C-0212",
                "azure-policy:Kubernetes clusters should not use the default namespace",
                "azure-policy:9f061a12-e40d-4183-a00e-171812443373", "kyverno:disallow-default-namespace",
                "cis-kubernetes:5.7.4", "terrascan:AC_K8S_0086"},
    .replaces = {"missing-namespace"},
    .options = {&count_absent, &kinds},
    .check =
        [](const Object& object, Context& ctx) {
          const Value space = object.metadata["namespace"];
          const Names wanted = ctx[kinds];
          if (!wanted.empty() && std::find(wanted.begin(), wanted.end(), object.kind_name) == wanted.end()) return;
          if (lives_in_default(object)) return;
          // A kustomization may set another one.
          if (space.is("default") && object.namespace_ == "default" && scope_of(object) != Scope::cluster) {
            ctx.report(space.span(), "{} '{}' is placed in the namespace 'default', which nobody owns",
                       object.kind_name, object.name);
          } else if (lacks_namespace(object) && ctx[count_absent]) {
            ctx.report(object.place(), "{} '{}' names no namespace, so it may land in 'default', which nobody owns",
                       object.kind_name, object.name);
          }
        },
};

}  // namespace plimsoll::kubernetes
