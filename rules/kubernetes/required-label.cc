#include "context.h"
#include "kubernetes/labels.h"
#include "kubernetes/option_problems.h"
#include "option.h"

namespace plimsoll::kubernetes {
namespace {

constinit const Option<Names> labels{"labels", "KEY, KEY=PATTERN or KIND,KIND:KEY=PATTERN", {}, label_entry_problem};
constinit const Option<bool> templates{"templates", "pod templates need them too", false};

}  // namespace

extern constinit const Rule required_label = {
    .severity = Severity::info,
    .group = Group::metadata,
    .profile = Profile::all,
    .aliases = {"kube-linter:required-label-owner", "kube-linter:required-label",
                "azure-policy:Kubernetes cluster pods should use specified labels",
                "azure-policy:46592696-4c7b-4bf3-9e45-6c2763bdc0a6", "gatekeeper:general/requiredlabels",
                "kyverno:kasten-validate-ns-by-preset-label", "kyverno:kasten-data-protection-by-label",
                "kyverno:k10-validate-ns-by-preset-label", "kyverno:k10-data-protection-by-label",
                "kyverno:exclude-namespaces-example", "kyverno:require-labels", "kyverno:metadata-match-regex",
                "kyverno:kubecost:require-kubecost-labels", "terrascan:AC_K8S_0013"},
    .options = {&labels, &templates},
    .check = {[](const Object& object, Context& ctx) { require_labels(object, "labels", ctx[labels], ctx); },
              [](const Workload& workload, Context& ctx) {
                if (ctx[templates]) require_template_labels(workload, "labels", ctx[labels], ctx);
              }},
};

}  // namespace plimsoll::kubernetes
