#include "context.h"
#include "kubernetes/admission.h"
#include "kubernetes/option_problems.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<std::string_view> minimum{"minimum", "the lowest level: baseline or restricted", "restricted",
                                                 pod_security_problem};

}  // namespace

extern constinit const Rule namespace_pod_security_level_too_weak = {
    .severity = Severity::info,
    .group = Group::security,
    .profile = Profile::all,
    .aliases = {"kubescape:C-0197", "kubescape:C-0198", "kubescape:C-0200", "kubescape:C-0201",
                "kyverno:psa:deny-privileged-profile", "kyverno:psa:add-privileged-existing-namespaces",
                "cis-kubernetes:5.2.1"},
    .replaces = {"namespace-pod-security-label-missing"},
    .options = {&minimum},
    .check =
        [](const Object& object, Context& ctx) {
          if (!object.is("", "Namespace")) return;
          const Value label = object.metadata["labels"]["pod-security.kubernetes.io/enforce"];
          const auto level = pod_security_level(label.string());
          if (!level || (*level > 0 && *level >= pod_security_level(ctx[minimum]).value_or(2))) return;
          ctx.report(label.span(), "namespace '{}' enforces level '{}', which is less than '{}'", object.name,
                     label.string(), ctx[minimum]);
        },
};

}  // namespace plimsoll::kubernetes
